import type { AnyBlock, ModalView } from '@slack/types'

/** What is said to a person or a channel. `text` is what notifications and screen readers get: escaped, whole without the blocks. */
export interface Reply {
  text: string
  blocks: readonly AnyBlock[]
}

/** What comes of a command, a click or a form. */
export type Answer =
  /** Seen only by the person who asked. `replace`: instead of the message that was clicked on. */
  | { kind: 'reply'; reply: Reply; replace?: boolean }
  /** Posted for all of the channel, in the name of the person who asked. */
  | { kind: 'share'; reply: Reply }
  /** `otherwise`: said where Slack opens no form any more. `closed`: said where the form was closed meanwhile. */
  | { kind: 'modal'; view: ModalView; otherwise?: Reply; closed?: Reply }
  | { kind: 'file'; name: string; title: string; content: string }
  /** All is done and seen already. */
  | { kind: 'nothing' }
