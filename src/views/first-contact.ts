import type { ChannelSettings } from '../core/channel/settings.ts'
import { watchText } from '../core/channel/watch-text.ts'
import type { Directory } from '../core/reading/company.ts'
import { button } from './clicks.ts'
import type { Reply } from './reply.ts'
import { code, paragraph } from './rich.ts'
import { clamp, listed, topLevel } from './words.ts'

/** What the bot says where it was invited: three lines, and the settings. */
export function firstContact({ watches }: ChannelSettings, directory: Directory): Reply {
  const does =
    'Bellwether posts news of layoffs and of AI investment here, one message an event, and keeps it up to date.'
  const texts = watches.slice(0, 5).map((watch) => clamp(watchText(watch, directory), 150))
  const hears =
    watches.length === 0
      ? 'This channel hears nothing yet: choose with the button what it should hear.'
      : `This channel hears ${listed(texts)}${watches.length > 5 ? ' and more' : ''}; change it with the button.`
  return {
    text: topLevel(`${does} ${hears}`),
    blocks: [
      paragraph(does),
      paragraph(hears),
      paragraph(
        'Anybody can ask ',
        code('/company amazon'),
        ' and ',
        code('/trends'),
        '; the answers are seen only by whoever asks.',
      ),
      { type: 'actions', elements: [button('Settings', 'watch_open')] },
    ],
  }
}
