import type { JSX } from 'preact'
import { emojiOf } from './emoji.ts'
import { Link, Mention, When } from './text.tsx'

/** Rich text: runs with their styles, in sections, lists, quotes and code. */

interface Run {
  type: string
  text?: string
  url?: string
  style?: Record<string, boolean>
  user_id?: string
  channel_id?: string
  usergroup_id?: string
  range?: string
  name?: string
  unicode?: string
  value?: string
  timestamp?: number
  format?: string
  fallback?: string
}

interface Part {
  type: string
  style?: string
  indent?: number
  offset?: number
  border?: number
  elements: (Run & Part)[]
}

export function RichText({ of }: { of: unknown }) {
  const { elements } = of as { elements: Part[] }
  return (
    <div class="rich">
      {elements.map((part, index) => (
        <RichPart key={index} part={part} />
      ))}
    </div>
  )
}

function RichPart({ part }: { part: Part }) {
  const runs = <Runs of={part.elements} />
  switch (part.type) {
    case 'rich_text_list': {
      const items = part.elements.map((item, index) => (
        <li key={index}>
          <Runs of={item.elements} />
        </li>
      ))
      const level = `list indent-${part.indent ?? 0}`
      return part.style === 'ordered' ? (
        <ol class={level} start={(part.offset ?? 0) + 1}>
          {items}
        </ol>
      ) : (
        <ul class={level}>{items}</ul>
      )
    }
    case 'rich_text_quote':
      return <blockquote>{runs}</blockquote>
    case 'rich_text_preformatted':
      return <pre>{runs}</pre>
    default:
      return <div class="section">{runs}</div>
  }
}

function Runs({ of }: { of: Run[] }) {
  return (
    <>
      {of.map((run, index) => (
        <Styled key={index} run={run} />
      ))}
    </>
  )
}

function Styled({ run }: { run: Run }) {
  const { style = {} } = run
  let shown: JSX.Element = <Inner run={run} />
  if (style.code) shown = <code>{shown}</code>
  if (style.bold) shown = <strong>{shown}</strong>
  if (style.italic) shown = <em>{shown}</em>
  if (style.strike) shown = <s>{shown}</s>
  if (style.underline) shown = <u>{shown}</u>
  if (style.highlight || style.client_highlight) shown = <mark>{shown}</mark>
  return shown
}

function Inner({ run }: { run: Run }) {
  switch (run.type) {
    case 'text':
      return <>{run.text}</>
    case 'link':
      return <Link url={run.url ?? ''}>{run.text || run.url}</Link>
    case 'date':
      return (
        <When
          seconds={run.timestamp ?? 0}
          format={run.format ?? ''}
          fallback={run.fallback ?? ''}
          url={run.url}
        />
      )
    case 'emoji':
      return <>{run.unicode ? fromCodePoints(run.unicode) : emojiOf(run.name ?? '')}</>
    case 'color':
      return <>{run.value}</>
    default: {
      const kind = run.type === 'usergroup' ? 'group' : run.type
      const id = run.user_id ?? run.channel_id ?? run.usergroup_id ?? run.range ?? ''
      return <Mention kind={kind} id={id} />
    }
  }
}

const fromCodePoints = (hex: string): string =>
  String.fromCodePoint(...hex.split('-').map((one) => Number.parseInt(one, 16)))
