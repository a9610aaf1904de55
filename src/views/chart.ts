import type { AnyBlock } from '@slack/types'
import { clamp, harmless } from './words.ts'

/**
 * Slack's chart block of June 2026, which @slack/types does not have yet: a title of at most 50 characters, at most 6 series or
 * segments, at most 20 points with labels of at most 20 characters, at most 2 charts a message.
 */
export interface ChartBlock {
  type: 'data_visualization'
  block_id?: string
  title: string
  chart: PieChart | AxisChart
}

interface PieChart {
  type: 'pie'
  segments: readonly Point[]
}

interface AxisChart {
  type: 'bar' | 'line' | 'area'
  series: readonly { name: string; data: readonly Point[] }[]
  axis_config: { categories: readonly string[]; x_label?: string; y_label?: string }
}

interface Point {
  label: string
  value: number
}

export const isChart = (block: AnyBlock): block is ChartBlock => block.type === 'data_visualization'

/** One value of each series for each label, in the labels' order. The newest are kept where there are too many. */
export interface Plot {
  title: string
  labels: readonly string[]
  series: readonly { name: string; values: readonly number[] }[]
}

/** Amounts in dollars, in the unit that the largest asks for: the title says in which. */
export function moneyChart(type: AxisChart['type'], { title, labels, series }: Plot): ChartBlock {
  const largest = Math.max(0, ...series.flatMap(({ values }) => values))
  const { scale, name } = units.find((unit) => largest >= unit.scale) ?? { scale: 1, name: '$' }
  return chart(type, {
    title: `${clamp(harmless(title), 50 - name.length - 2)}, ${name}`,
    labels,
    series: series.map((one) => ({
      ...one,
      values: one.values.map((usd) => Math.round((usd / scale) * 100) / 100),
    })),
  })
}

const units = [
  { scale: 1e9, name: '$ bn' },
  { scale: 1e6, name: '$ m' },
]

export function chart(type: AxisChart['type'], { title, labels, series }: Plot): ChartBlock {
  const kept = labels.slice(-20).map((label) => label.slice(0, 20))
  return {
    type: 'data_visualization',
    title: clamp(harmless(title), 50),
    chart: {
      type,
      series: series.slice(0, 6).map(({ name, values }) => ({
        name: clamp(harmless(name), 20) || '–',
        data: values.slice(-20).map((value, index) => ({ label: kept[index] ?? '', value })),
      })),
      axis_config: { categories: kept },
    },
  }
}
