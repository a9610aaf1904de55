/** What a publisher's `feed:` button gives to readers stands for a web address: `feed://host/…` for `http:`, `feed:https://…` for itself. */
export function webAddress(address: string): string {
  const bare = address.replace(/^(?:feed|rss):(?=\/\/|https?:)/i, '')
  return bare.startsWith('//') ? `http:${bare}` : bare
}
