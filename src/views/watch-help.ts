import { wayChoiceWords } from './choice-words.ts'
import type { Reply } from './reply.ts'
import { bold, bullets, code, header, paragraph } from './rich.ts'

const lines: readonly (readonly [string, string])[] = [
  ['/watch', 'opens the settings of this channel'],
  [
    '/watch add "data center" type:ai min:$100m not:"crypto"',
    'hears what has these words, of this kind, from this size, without those words',
  ],
  ['/watch add company:Acme', 'hears all of a company'],
  [
    '/watch add company:nvidia role:payer',
    'hears of it only as employer, payer, recipient or target',
  ],
  ['/watch add type:layoffs industry:all', 'hears of employers of any trade, not of tech alone'],
  ['/watch add type:ai sure:plain', 'hears what is told plainly (or sure:possible, for more)'],
  [
    '/watch add company:Intel official:only',
    'hears what is filed (or official:off, only what the news tells too)',
  ],
  ['/watch add type:any robots', 'hears any story with a word, also of neither kind'],
  ['/watch add feed:https://news.example/rss', 'reads one more feed, for this workspace'],
  [
    '/watch remove "data center"',
    'forgets a watch: by its words, its number in the list, company: or all of it; or a feed:',
  ],
  ['/watch list', 'says what this channel hears'],
  ['/watch feeds', 'says which feeds are read, and how they are'],
  ['/watch mute amazon for 7d', 'keeps a company, or words in quotes, out; unmute ends it'],
  ['/watch pause until monday 9:00', 'holds everything back (or pause for 2d); resume ends it'],
  ['/watch digest daily 9:00 Europe/Lisbon', 'one message a day (or weekly friday 16:00, or off)'],
  ['/watch quiet 22:00-07:00', 'holds messages back at night'],
  ...Object.values(wayChoiceWords).map(({ help }) => help),
  ['/watch test "Amazon cuts 16,000 jobs"', 'says what would become of a headline here'],
  ['/watch why https://news.example/story', 'says why a story came, or where it stopped'],
  ['/watch undo', 'takes back the last change'],
  ['/watch reset', 'goes back to the settings of channels.yaml'],
  ['/watch export', 'writes these settings as channels.yaml has them'],
  ['/watch help', 'says all this'],
]

/** The whole grammar by example; core/channel/command.ts reads it. */
export const watchHelp: Reply = {
  text: `What /watch understands: ${lines.map(([example]) => example).join(' · ')}`,
  blocks: [
    header('What /watch understands'),
    bullets(lines.map(([example, does]) => [code(example), ` ${does}`])),
    paragraph(
      bold('Words '),
      'can be a pattern: ',
      code('(gpu | "data center") NOT crypto'),
      ' has either, and not the last. An unknown number passes a minimum.',
    ),
  ],
}
