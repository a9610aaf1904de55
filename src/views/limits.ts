/** Slack's limits, as far as messages meet them. In characters unless said otherwise. */
export const limits = {
  /** The top-level text before it is escaped: Slack advises 4,000 after, and a notification shows far less. */
  text: 700,
  header: 150,
  buttonText: 75,
  buttonValue: 2_000,
  /** Of one piece of rich text; Slack states none, a section's is 3,000. */
  richText: 2_900,
  /** Of a link in rich text; Slack states none, and all of a message must fit into one request. */
  richLink: 1_000,
  url: 3_000,
} as const
