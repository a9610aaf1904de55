/** Slack's limits, as far as messages meet them. In characters unless said otherwise. */
export const limits = {
  /** The top-level text before it is escaped: Slack advises 4,000 after, and a notification shows far less. */
  text: 700,
  header: 150,
  buttonText: 75,
  url: 3_000,
} as const
