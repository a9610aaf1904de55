import type { Reply } from './reply.ts'

/** For a person whose answer Slack would not take, with what must be done before it does. */
export function refused(advice: string, reference: string): Reply {
  return plainly(
    `Slack did not let that happen: ${advice}. Until then trying again does not help. The reference for whoever runs Bellwether is ${reference}.`,
  )
}

/** For a person whose answer failed by our fault. */
export const sorry = (reference: string): Reply =>
  plainly(
    `That went wrong on our side, and nothing was changed. Try it again; if it fails again, tell whoever runs Bellwether the reference ${reference}.`,
  )

function plainly(text: string): Reply {
  return { text, blocks: [{ type: 'section', text: { type: 'plain_text', text } }] }
}
