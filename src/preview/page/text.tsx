import type { ComponentChildren, JSX } from 'preact'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { formatDate } from './dates.ts'
import { emojiOf } from './emoji.ts'
import { type Node, parseMrkdwn } from './mrkdwn.ts'

/** Text objects, mrkdwn and rich text. Whatever a feed wrote ends up in text nodes only. */

export interface Names {
  user(id: string): string
  channel(id: string): string
}

export const NamesContext = createContext<Names>({ user: (id) => id, channel: (id) => id })

export interface TextObject {
  type: 'plain_text' | 'mrkdwn' | 'raw_text' | 'raw_number'
  text: string
}

export function Text({ of }: { of: unknown }) {
  const text = of as TextObject | undefined
  if (!text) return null
  return text.type === 'mrkdwn' ? <Mrkdwn text={text.text} /> : <Plain text={text.text} />
}

/** plain_text: only emoji are more than they are. */
export function Plain({ text }: { text: string }) {
  const parts = text.split(/:([a-z0-9_+'-]+):/)
  return <>{parts.map((part, index) => (index % 2 === 1 ? emojiOf(part) : part))}</>
}

export function Mrkdwn({ text }: { text: string }) {
  return <Nodes of={parseMrkdwn(text)} />
}

function Nodes({ of }: { of: Node[] }) {
  return (
    <>
      {of.map((node, index) => (
        <One key={index} node={node} />
      ))}
    </>
  )
}

function One({ node }: { node: Node }): JSX.Element {
  switch (node.kind) {
    case 'text':
      return <>{node.text}</>
    case 'break':
      return <br />
    case 'bold':
      return (
        <strong>
          <Nodes of={node.inside} />
        </strong>
      )
    case 'italic':
      return (
        <em>
          <Nodes of={node.inside} />
        </em>
      )
    case 'strike':
      return (
        <s>
          <Nodes of={node.inside} />
        </s>
      )
    case 'quote':
      return (
        <blockquote>
          <Nodes of={node.inside} />
        </blockquote>
      )
    case 'code':
      return <code>{node.text}</code>
    case 'pre':
      return <pre>{node.text}</pre>
    case 'link':
      return <Link url={node.url}>{node.text}</Link>
    case 'date':
      return <When {...node} />
    case 'emoji':
      return <>{emojiOf(node.name)}</>
    case 'user':
    case 'channel':
    case 'group':
    case 'broadcast':
      return <Mention kind={node.kind} id={node.name} label={node.label} />
  }
}

function Mention({ kind, id, label }: { kind: string; id: string; label?: string | undefined }) {
  const names = useContext(NamesContext)
  const sign = kind === 'channel' ? '#' : '@'
  const name = kind === 'user' ? names.user(id) : kind === 'channel' ? names.channel(id) : id
  return (
    <span class={`mention ${kind}`}>
      {sign}
      {label ?? name}
    </span>
  )
}

/** Opens elsewhere, and only what a browser may open. */
export function Link({ url, children }: { url: string; children: ComponentChildren }) {
  if (!/^(https?|mailto):/i.test(url)) return <>{children}</>
  return (
    <a href={url} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  )
}

interface WhenProps {
  seconds: number
  format: string
  fallback?: string
  url?: string | undefined
}

export function When({ seconds, format, fallback, url }: WhenProps) {
  const at = new Date(seconds * 1000)
  if (Number.isNaN(at.getTime())) return <>{fallback}</>
  const words = formatDate(seconds, format || '{date_short} {time}', { now: Date.now() })
  const time = (
    <time dateTime={at.toISOString()} title={at.toLocaleString()}>
      {words}
    </time>
  )
  return url ? <Link url={url}>{time}</Link> : time
}

// Rich text

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
