import type { AnyBlock, DataTableBlock, RichTextBlock, TableBlock } from '@slack/types'
import { type ChartBlock, isChart } from './chart.ts'

/**
 * The same message in blocks that every Slack knows: a data table becomes a table, a chart a list of its figures. For a
 * workspace whose Slack refuses the blocks of 2026.
 */
export function withoutNewBlocks(blocks: readonly AnyBlock[]): AnyBlock[] {
  return blocks.map((block) => {
    if (isChart(block)) return figures(block)
    if (isDataTable(block)) return table(block)
    return block
  })
}

const isDataTable = (block: AnyBlock): block is DataTableBlock => block.type === 'data_table'

function table({ rows }: DataTableBlock): TableBlock {
  return {
    type: 'table',
    rows: rows.slice(0, 100),
  }
}

/** "Mar 2026: Layoffs 16,000 · AI investment 3", a line a point. */
function figures({ title, chart }: ChartBlock): RichTextBlock {
  const lines =
    chart.type === 'pie'
      ? chart.segments.map(({ label, value }) => `${label}: ${figure(value)}`)
      : chart.axis_config.categories.map((label, index) => {
          const values = chart.series.map(
            ({ name, data }) => `${name} ${figure(data[index]?.value ?? 0)}`,
          )
          return `${label}: ${values.join(' · ')}`
        })
  return {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: [{ type: 'text', text: title, style: { bold: true } }],
      },
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: lines.map((text) => ({
          type: 'rich_text_section',
          elements: [{ type: 'text', text }],
        })),
      },
    ],
  }
}

const figure = (value: number): string => value.toLocaleString('en-US')
