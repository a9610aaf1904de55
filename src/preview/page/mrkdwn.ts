/** Slack's mrkdwn as a tree. Text stays text: nothing here makes HTML. */

export type Node =
  | { kind: 'text'; text: string }
  | { kind: 'break' }
  | { kind: 'bold' | 'italic' | 'strike' | 'quote'; inside: Node[] }
  | { kind: 'code' | 'pre'; text: string }
  | { kind: 'link'; url: string; text: string }
  | { kind: 'user' | 'channel' | 'group' | 'broadcast'; name: string; label?: string }
  | { kind: 'date'; seconds: number; format: string; fallback: string; url?: string }
  | { kind: 'emoji'; name: string }

export function parseMrkdwn(text: string): Node[] {
  return text.split(/```([\s\S]*?)```/).flatMap((part, index): Node[] => {
    if (index % 2 === 1) return [{ kind: 'pre', text: unescaped(part.replace(/^\n/, '')) }]
    return part === '' ? [] : paragraphs(part)
  })
}

/** Runs of lines that begin with `>` are quotes; the rest keep their line breaks. */
function paragraphs(text: string): Node[] {
  const nodes: Node[] = []
  let quoted: string[] = []
  const flush = () => {
    if (quoted.length > 0) nodes.push({ kind: 'quote', inside: joined(quoted) })
    quoted = []
  }
  const plain: string[] = []
  const flushPlain = () => {
    if (plain.length > 0) nodes.push(...joined(plain.splice(0)))
  }
  for (const line of text.split('\n')) {
    const quote = /^&gt;\s?(.*)$/.exec(line)
    if (quote) {
      flushPlain()
      quoted.push(quote[1] ?? '')
    } else {
      flush()
      plain.push(line)
    }
  }
  flush()
  flushPlain()
  return nodes
}

const joined = (lines: string[]): Node[] =>
  lines.flatMap((line, index): Node[] => [
    ...(index > 0 ? [{ kind: 'break' } as const] : []),
    ...inline(line),
  ])

const ANGLED = /<([^<>]+)>/
const CODE = /`([^`]+)`/
const EMOJI = /:([a-z0-9_+'-]+):/
const BARE = /https?:\/\/[^\s<>|]+/
const styled = (sign: string) =>
  new RegExp(`(?<![\\p{L}\\p{N}])[${sign}](?=\\S)([^${sign}]*?\\S)[${sign}](?![\\p{L}\\p{N}])`, 'u')
const STYLES = { bold: styled('*'), italic: styled('_'), strike: styled('~') } as const

/** The first thing that begins in the line, whichever it is, and then what follows it. */
function inline(line: string): Node[] {
  const found = candidates(line).reduce<Candidate | undefined>(
    (first, next) => (!first || next.match.index < first.match.index ? next : first),
    undefined,
  )
  if (!found) return words(line)
  const { match, node } = found
  const rest = line.slice(match.index + match[0].length)
  return [...words(line.slice(0, match.index)), node(), ...(rest === '' ? [] : inline(rest))]
}

interface Candidate {
  match: RegExpExecArray
  node: () => Node
}

function candidates(line: string): Candidate[] {
  const find = (form: RegExp, node: (inner: string) => Node): Candidate[] => {
    const match = form.exec(line)
    return match ? [{ match, node: () => node(match[1] ?? match[0]) }] : []
  }
  return [
    ...find(ANGLED, angled),
    ...find(CODE, (text) => ({ kind: 'code', text: unescaped(text) })),
    ...find(STYLES.bold, (inner) => ({ kind: 'bold', inside: inline(inner) })),
    ...find(STYLES.italic, (inner) => ({ kind: 'italic', inside: inline(inner) })),
    ...find(STYLES.strike, (inner) => ({ kind: 'strike', inside: inline(inner) })),
    ...find(EMOJI, (name) => ({ kind: 'emoji', name })),
    ...find(BARE, (url) => ({ kind: 'link', url: unescaped(url), text: unescaped(url) })),
  ]
}

const words = (text: string): Node[] =>
  text === '' ? [] : [{ kind: 'text', text: unescaped(text) }]

function angled(inner: string): Node {
  const date = /^!date\^(\d+)\^([^|^]*)(?:\^([^|]*))?(?:\|(.*))?$/.exec(inner)
  if (date) {
    const [, seconds, format = '', url, fallback = ''] = date
    const link = url === undefined ? {} : { url }
    return { kind: 'date', seconds: Number(seconds), format, fallback, ...link }
  }
  const [target = '', label] = inner.split('|')
  const named = label === undefined ? {} : { label: unescaped(label) }
  if (target.startsWith('@')) return { kind: 'user', name: target.slice(1), ...named }
  if (target.startsWith('#')) return { kind: 'channel', name: target.slice(1), ...named }
  if (target.startsWith('!subteam^')) return { kind: 'group', name: target.slice(9), ...named }
  if (target.startsWith('!')) return { kind: 'broadcast', name: target.slice(1), ...named }
  return { kind: 'link', url: unescaped(target), text: unescaped(label ?? target) }
}

/** Slack escapes three signs and no more. */
const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
