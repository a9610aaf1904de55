import type { ComponentChildren, JSX } from 'preact'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { formatDate } from './dates.ts'
import { emojiOf } from './emoji.ts'
import { type Node, parseMrkdwn } from './mrkdwn.ts'
import type { TextObject } from './surface.ts'

/** Text objects and mrkdwn. Whatever a feed wrote ends up in text nodes only. */

export interface Names {
  user(id: string): string
  channel(id: string): string
}

export const NamesContext = createContext<Names>({ user: (id) => id, channel: (id) => id })

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

export function Mention({
  kind,
  id,
  label,
}: {
  kind: string
  id: string
  label?: string | undefined
}) {
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
