import type { AnyBlock } from '@slack/types'
import type { Company } from '../core/facts.ts'
import { button } from './clicks.ts'
import type { Reply } from './reply.ts'
import { bold, code, day, moment, type Piece, paragraph } from './rich.ts'
import { clamp, counted, escaped, listed } from './words.ts'

/** A name of which nothing is known, with those that it may have meant. */
export interface UnknownName {
  name: string
  /** The company of that name, of which no story told; null where there is none of that name. */
  company: Company | null
  near: readonly string[]
}

interface Unknown {
  names: readonly UnknownName[]
  /** What was asked for together with companies that are known. */
  isPartly: boolean
  coverage: Coverage
}

interface Coverage {
  feeds: number
  stories: number
  since: number | null
  readAt: number | null
}

/** Honest where nothing is known: what was asked, what it may have meant, and what is being watched. */
export function unknownView({ names, coverage, isPartly }: Unknown): Reply {
  const asked = names.map(({ name }) => `"${clamp(name, 60)}"`)
  const near = [...new Set(names.flatMap((name) => name.near))].slice(0, 5)
  const nothing = `Nothing is known of ${listed(asked)}.`
  const meant = near.length > 0 ? ` Did you mean ${listed(near)}?` : ''
  const blocks: AnyBlock[] = [
    paragraph(bold(nothing), meant),
    paragraph(...watched(coverage)),
    ...(isPartly ? [paragraph('Ask again without it to see the others.')] : []),
    {
      type: 'actions',
      elements: [
        ...near.map((name, index) =>
          button(name, 'company_meant', { question: name, from: 0 }, index),
        ),
        ...names
          .slice(0, 3)
          .map(({ name, company }, index) =>
            button(
              `Watch ${clamp(name, 50)}`,
              'company_watch',
              company?.key ?? name.slice(0, 200),
              index,
            ),
          ),
      ],
    },
  ]
  return { text: escaped(`${nothing}${meant}`), blocks }
}

function watched({ feeds, stories, since, readAt }: Coverage): Piece[] {
  if (since === null || readAt === null) {
    return [`${counted(feeds, 'feed is', 'feeds are')} watched, and none has been read yet.`]
  }
  return [
    `${counted(feeds, 'feed is', 'feeds are')} watched; ${counted(stories, 'story', 'stories')} read since `,
    day(since),
    ', the last ',
    moment(readAt),
    '. To add one: ',
    code('/watch add feed:URL'),
    '.',
  ]
}
