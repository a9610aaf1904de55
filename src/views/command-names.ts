/** What the commands are called where they are set up by another name. */

const commandNames = ['company', 'trends', 'watch'] as const
export type CommandName = (typeof commandNames)[number]

/**
 * Which command a name of Slack's stands for: the one that it ends in ("/acme-company"), so that a command that was given a prefix in
 * the app's settings still works. Null for another name.
 */
export function commandOf(name: string): CommandName | null {
  return commandNames.find((one) => name.toLowerCase().endsWith(one)) ?? null
}

const named = new RegExp(`(?<![\\w/.:-])/(?=(?:${commandNames.join('|')})(?![\\w/-]))`, 'g')

/** The same answer or view, in which people read the commands by the names that they have in Slack. */
export function withCommandNames<Content>(content: Content, prefix: string): Content {
  return prefix === '' ? content : (renamed(content, prefix) as Content)
}

function renamed(content: unknown, prefix: string): unknown {
  if (Array.isArray(content)) return content.map((one) => renamed(one, prefix))
  if (typeof content !== 'object' || content === null) return content
  return Object.fromEntries(
    Object.entries(content).map(([key, value]) => [
      key,
      key === 'text' && typeof value === 'string'
        ? value.replace(named, `/${prefix}`)
        : renamed(value, prefix),
    ]),
  )
}
