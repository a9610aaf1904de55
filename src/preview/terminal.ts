import { isBag } from './shape.ts'
import type { Block, Message } from './workspace.ts'

/** Messages as plain text, for a terminal: what a screen reader would say, line by line. */

/** One message with its channel; a reply is set in, an edit says so. */
export function messageAsText(message: Message, channel: string): string {
  const isReply = message.threadTs !== undefined && message.threadTs !== message.ts
  const marks = [
    ...(isReply ? ['in thread'] : []),
    ...(message.edited ? ['edited'] : []),
    ...(message.ephemeralTo ? ['only to one person'] : []),
  ]
  const head = `#${channel}${marks.length > 0 ? ` (${marks.join(', ')})` : ''}`
  const body = message.blocks.length > 0 ? blocksAsText(message.blocks) : plainOf(message.text)
  return [head, ...body.split('\n').map((line) => `  ${line}`.trimEnd())].join('\n')
}

const blocksAsText = (blocks: Block[]): string => blocks.map(blockAsText).filter(Boolean).join('\n')

function blockAsText(block: Record<string, unknown>): string {
  switch (block.type) {
    case 'header':
      return wordsOf(block.text)
    case 'divider':
      return '─'.repeat(20)
    case 'section':
      return lines(wordsOf(block.text), ...many(block.fields).map(wordsOf))
    case 'context':
      return many(block.elements).map(wordsOf).join('  ')
    case 'markdown':
      return String(block.text)
    case 'rich_text':
      return many(block.elements).map(richPart).join('\n')
    case 'image':
      return `[${String(block.alt_text)}]`
    case 'actions':
      return many(block.elements)
        .map((element) => wordsOf(element.text))
        .filter(Boolean)
        .map((words) => `[ ${words} ]`)
        .join(' ')
    case 'card':
      return lines(wordsOf(block.title), wordsOf(block.subtitle), wordsOf(block.body))
    case 'carousel':
      return lines(...many(block.elements).map(blockAsText))
    case 'container':
      return lines(wordsOf(block.title), ...many(block.child_blocks).map(blockAsText))
    case 'table':
    case 'data_table':
      return tableAsText(block)
    case 'data_visualization':
      return chartAsText(block)
    case 'alert':
      return wordsOf(block.text)
    default:
      return ''
  }
}

const lines = (...parts: string[]): string => parts.filter(Boolean).join('\n')
const many = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter(isBag) : []

function wordsOf(value: unknown): string {
  if (!isBag(value)) return ''
  if (value.type === 'image') return `[${String(value.alt_text)}]`
  const text = typeof value.text === 'string' ? value.text : ''
  return value.type === 'mrkdwn' ? plainOf(text) : text
}

function richPart(part: Record<string, unknown>): string {
  const inner = many(part.elements)
  if (part.type !== 'rich_text_list') return inner.map(inlinePart).join('')
  return inner
    .map((item, index) => {
      const mark = part.style === 'ordered' ? `${index + 1}.` : '•'
      return `${mark} ${many(item.elements).map(inlinePart).join('')}`
    })
    .join('\n')
}

function inlinePart(part: Record<string, unknown>): string {
  switch (part.type) {
    case 'text':
      return String(part.text)
    case 'link':
      return part.text ? `${String(part.text)} <${String(part.url)}>` : String(part.url)
    case 'date':
      return timeOf(Number(part.timestamp))
    case 'emoji':
      return `:${String(part.name)}:`
    default:
      return String(part.user_id ?? part.channel_id ?? part.range ?? '')
  }
}

const timeOf = (seconds: number): string =>
  new Date(seconds * 1000).toISOString().slice(0, 16).replace('T', ' ')

/** mrkdwn without its signs: `<!date^…|words>` as the time, `<url|words>` as both. */
function plainOf(mrkdwn: string): string {
  return mrkdwn
    .replace(/<!date\^(\d+)\^[^|>]*\|?[^>]*>/g, (_, seconds) => timeOf(Number(seconds)))
    .replace(/<([^|>]+)\|([^>]*)>/g, '$2 <$1>')
    .replace(/[*_~`](\S[^*_~`\n]*?)[*_~`]/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

function tableAsText(block: Record<string, unknown>): string {
  const rows = ((block.rows ?? []) as unknown[][]).map((row) =>
    row
      .filter(isBag)
      .map((cell) => (cell.type === 'rich_text' ? blockAsText(cell) : wordsOf(cell))),
  )
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.min(36, Math.max(...rows.map((row) => (row[column] ?? '').length))),
  )
  const shown = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  return lines(typeof block.caption === 'string' ? block.caption : '', ...shown)
}

const BARS = '▁▂▃▄▅▆▇█'

function chartAsText(block: Record<string, unknown>): string {
  const chart = isBag(block.chart) ? block.chart : {}
  const segments = many(chart.segments).map((one) => `${String(one.label)} ${String(one.value)}`)
  const drawn = many(chart.series).map((series) => {
    const values = many(series.data).map((point) => Number(point.value))
    const top = Math.max(...values, 1)
    const bars = values.map((value) => BARS[Math.round((value / top) * (BARS.length - 1))] ?? '')
    return `${bars.join('')} ${String(series.name)}`
  })
  return lines(String(block.title), ...segments, ...drawn)
}
