import { ticksFor } from './scale.ts'

/** `data_visualization` as SVG, with the same numbers in a table for those who do not see it. */

interface Point {
  label: string
  value: number
}
interface Series {
  name: string
  data: Point[]
}
interface Plotted {
  type: 'bar' | 'line' | 'area'
  series: Series[]
  axis_config: { categories: string[]; x_label?: string; y_label?: string }
}
interface Pie {
  type: 'pie'
  segments: Point[]
}

const WIDTH = 560
const LEFT = 56
const RIGHT = 12
const TOP = 12
const plotWidth = WIDTH - LEFT - RIGHT
const plotHeight = 184

export function Chart({ title, chart }: { title: string; chart: Pie | Plotted }) {
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      {chart.type === 'pie' ? (
        <PieChart title={title} {...chart} />
      ) : (
        <Plot title={title} {...chart} />
      )}
      <Numbers title={title} chart={chart} />
    </figure>
  )
}

const short = (value: number): string =>
  value.toLocaleString(undefined, { notation: 'compact', maximumFractionDigits: 1 })
const full = (value: number): string => value.toLocaleString()

function Plot({ title, type, series, axis_config: axis }: Plotted & { title: string }) {
  const values = series.flatMap((one) => one.data.map((point) => point.value))
  const { ticks, low, high } = ticksFor(Math.min(0, ...values), Math.max(0, ...values))
  const y = (value: number) => TOP + plotHeight * (1 - (value - low) / (high - low || 1))
  const bottom = TOP + plotHeight
  const step = plotWidth / axis.categories.length
  const { isSlanted, depth } = fitted(axis.categories, step)
  const height = bottom + depth + (axis.x_label ? 24 : 8)
  const middle = (index: number) => LEFT + step * (index + 0.5)
  return (
    <>
      <svg viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={`${title}: a ${type} chart`}>
        {ticks.map((tick) => (
          <g key={tick}>
            <line class="grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y(tick)} y2={y(tick)} />
            <text class="tick" x={LEFT - 8} y={y(tick) + 4} text-anchor="end">
              {short(tick)}
            </text>
          </g>
        ))}
        {axis.categories.map((category, index) => (
          <text
            key={category}
            class="tick"
            transform={`translate(${middle(index)} ${bottom + 18})${isSlanted ? ' rotate(-45)' : ''}`}
            text-anchor={isSlanted ? 'end' : 'middle'}
          >
            {category}
          </text>
        ))}
        {axis.x_label && (
          <text class="tick" x={LEFT + plotWidth / 2} y={height - 6} text-anchor="middle">
            {axis.x_label}
          </text>
        )}
        {axis.y_label && (
          <text
            class="tick"
            transform={`translate(12 ${TOP + plotHeight / 2}) rotate(-90)`}
            text-anchor="middle"
          >
            {axis.y_label}
          </text>
        )}
        {series.map((one, order) =>
          type === 'bar' ? (
            <Bars key={one.name} one={one} order={order} of={series.length} y={y} step={step} />
          ) : (
            <Curve key={one.name} one={one} order={order} area={type === 'area'} x={middle} y={y} />
          ),
        )}
      </svg>
      {series.length > 1 && <Legend names={series.map((one) => one.name)} />}
    </>
  )
}

/** Of a letter, where a narrow page draws them largest. */
const letterWidth = 9.5

/** Whether labels under columns of this width would lie over one another, so that they are slanted; how deep they reach. */
function fitted(labels: string[], step: number): { isSlanted: boolean; depth: number } {
  const longest = Math.max(...labels.map((label) => label.length)) * letterWidth
  const isSlanted = longest > step
  return { isSlanted, depth: isSlanted ? 18 + longest * Math.SQRT1_2 : 20 }
}

interface BarsProps {
  one: Series
  order: number
  of: number
  y: (value: number) => number
  step: number
}

function Bars({ one, order, of, y, step }: BarsProps) {
  const width = Math.min((step * 0.72) / of, 46)
  return (
    <>
      {one.data.map((point, index) => {
        const x = LEFT + step * (index + 0.5) + (order - of / 2) * width
        const [top, bottom] = [y(Math.max(0, point.value)), y(Math.min(0, point.value))]
        return (
          <rect
            key={point.label}
            class={`series-${order}`}
            x={x + 1}
            y={top}
            width={Math.max(width - 2, 1)}
            height={Math.max(bottom - top, point.value === 0 ? 0 : 1)}
            rx="2"
          >
            <title>{`${one.name}, ${point.label}: ${full(point.value)}`}</title>
          </rect>
        )
      })}
    </>
  )
}

interface CurveProps {
  one: Series
  order: number
  area: boolean
  x: (index: number) => number
  y: (value: number) => number
}

function Curve({ one, order, area, x, y }: CurveProps) {
  const points = one.data.map((point, index) => `${x(index)},${y(point.value)}`)
  const last = one.data.length - 1
  return (
    <>
      {area && (
        <polygon
          class={`series-${order} filled`}
          points={[`${x(0)},${y(0)}`, ...points, `${x(last)},${y(0)}`].join(' ')}
        />
      )}
      <polyline class={`series-${order} line`} points={points.join(' ')} />
      {one.data.map((point, index) => (
        <circle
          key={point.label}
          class={`series-${order}`}
          cx={x(index)}
          cy={y(point.value)}
          r="3.5"
        >
          <title>{`${one.name}, ${point.label}: ${full(point.value)}`}</title>
        </circle>
      ))}
    </>
  )
}

function PieChart({ title, segments }: Pie & { title: string }) {
  const total = segments.reduce((sum, one) => sum + one.value, 0) || 1
  let from = 0
  return (
    <div class="pie">
      <svg viewBox="-1.05 -1.05 2.1 2.1" role="img" aria-label={`${title}: a pie chart`}>
        {segments.map((segment, order) => {
          const share = segment.value / total
          const start = from
          from += share
          return (
            <path key={segment.label} class={`series-${order}`} d={slice(start, share)}>
              <title>{`${segment.label}: ${full(segment.value)} (${Math.round(share * 100)}%)`}</title>
            </path>
          )
        })}
      </svg>
      <Legend
        names={segments.map((one) => `${one.label} ${Math.round((one.value / total) * 100)}%`)}
      />
    </div>
  )
}

function slice(from: number, share: number): string {
  if (share >= 0.9999) return 'M-1 0A1 1 0 1 1 1 0A1 1 0 1 1 -1 0Z'
  const at = (part: number) => {
    const angle = (part - 0.25) * 2 * Math.PI
    return `${Math.cos(angle).toFixed(4)} ${Math.sin(angle).toFixed(4)}`
  }
  return `M0 0L${at(from)}A1 1 0 ${share > 0.5 ? 1 : 0} 1 ${at(from + share)}Z`
}

function Legend({ names }: { names: string[] }) {
  return (
    <ul class="legend" aria-hidden="true">
      {names.map((name, order) => (
        <li key={name}>
          <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
            <rect class={`series-${order}`} width="10" height="10" rx="2" />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  )
}

function Numbers({ title, chart }: { title: string; chart: Pie | Plotted }) {
  const series = chart.type === 'pie' ? [{ name: title, data: chart.segments }] : chart.series
  const labels = series[0]?.data.map((point) => point.label) ?? []
  return (
    <table class="unseen">
      <caption>{title}</caption>
      <thead>
        <tr>
          <td />
          {series.map((one) => (
            <th key={one.name} scope="col">
              {one.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {labels.map((label, index) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            {series.map((one) => (
              <td key={one.name}>{full(one.data[index]?.value ?? 0)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
