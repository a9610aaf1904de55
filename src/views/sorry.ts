import type { Reply } from './reply.ts'

/** For a person whose answer failed by our fault. */
export function sorry(reference: string): Reply {
  const text = `That went wrong on our side, and nothing was changed. Try it again; if it fails again, tell whoever runs Bellwether the reference ${reference}.`
  return { text, blocks: [{ type: 'section', text: { type: 'plain_text', text } }] }
}
