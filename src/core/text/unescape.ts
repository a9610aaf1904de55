const entities: ReadonlyMap<string, string> = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
])

/** The three characters that Slack escapes in what people type, as they typed them. */
export function unescapeTyped(text: string): string {
  return text.replace(/&(?:amp|lt|gt);/g, (entity) => entities.get(entity) ?? entity)
}
