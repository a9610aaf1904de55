import type { AnyBlock } from '@slack/types'
import type { Ranking } from '../core/history/ranking.ts'
import type { ToUsd } from '../core/history/rates.ts'
import type { RankingQuestion } from '../core/history/talk.ts'
import { eventTable } from './event-table.ts'
import { inDays, periodLine } from './period.ts'
import type { Reply } from './reply.ts'
import { bold, header, type Piece, paragraph, wordsOf } from './rich.ts'
import { leftOut } from './trends.ts'
import { clamp, counted, escaped, figure, money } from './words.ts'

/** The largest first; what gave no number is counted below, for it stands nowhere in the list. */
export function rankingView(ranking: Ranking, asked: RankingQuestion, toUsd: ToUsd): Reply {
  const { what, by, since, until } = asked
  const { rows } = ranking
  const sizeOf = (size: number) => (what === 'layoffs' ? counted(size, 'job') : money(size))
  const nameOf = ({ company }: Ranking['rows'][number]) => company?.name ?? 'A company not named'
  const title = titles[what][by]
  const named = rows.map((row) => `${nameOf(row)}: ${sizeOf(row.size)}`)
  const blocks: AnyBlock[] = [header(title), periodLine({ since, until })]
  if (rows.length === 0)
    blocks.push(paragraph(bold('Nothing with a number is known of that time.')))
  else if (by === 'event') {
    const events = rows.flatMap((row) => row.events)
    const caption = `The ${figure(rows.length)} largest`
    blocks.push(eventTable({ caption, events, withCompany: true, toUsd }))
  } else {
    blocks.push(
      numbered(
        rows.map((row) => [
          bold(clamp(nameOf(row), 60)),
          `: ${sizeOf(row.size)}${rounds(row.events.length)}`,
        ]),
      ),
    )
  }
  if (ranking.unknown > 0) {
    const left =
      what === 'layoffs' ? counted(ranking.unknown, 'round') : counted(ranking.unknown, 'deal')
    blocks.push(paragraph(`${left} more gave no number, and could stand anywhere.`))
  }
  blocks.push(...leftOut(ranking))
  const list = named.length === 0 ? 'nothing with a number is known' : named.join(', ')
  return {
    text: escaped(clamp(`${title} ${wordsOf(inDays({ since, until }))}: ${list}.`, 2_900)),
    blocks,
  }
}

const titles = {
  layoffs: { event: 'The largest layoffs', company: 'Who cut most jobs' },
  rounds: { event: 'The largest AI rounds', company: 'Who raised most for AI' },
  spending: { event: 'The largest AI spending', company: 'Who spends most on AI' },
  investments: { event: 'The largest AI deals', company: 'The most AI money' },
} as const

const rounds = (events: number): string => (events > 1 ? `, told in ${figure(events)} events` : '')

function numbered(lines: readonly (readonly Piece[])[]): AnyBlock {
  return {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_list',
        style: 'ordered',
        elements: lines.flatMap((pieces) => paragraph(...pieces).elements),
      },
    ],
  } as AnyBlock
}
