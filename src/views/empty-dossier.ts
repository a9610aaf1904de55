import type { AnyBlock } from '@slack/types'
import type { Company } from '../core/facts.ts'
import type { Dossier } from '../core/history/dossier.ts'
import { button } from './clicks.ts'
import type { Reply } from './reply.ts'
import { bold, day, type Piece, paragraph } from './rich.ts'
import { totalsWords } from './totals.ts'
import { counted, escaped } from './words.ts'

/** A company of which something is known, but nothing of the kind or the time that was asked for. `all` is what is known. */
export function emptyPeriodView(all: Dossier): Reply {
  const { name } = all.company
  return pointing(`Nothing is known of ${name} in that time.`, 'In all that is known: ', all)
}

/** A unit of which nothing is known by itself, though of its owner something is. */
export function ownerView({ name }: Company, owner: Dossier): Reply {
  const said = `Nothing is known of ${name} by itself. It belongs to ${owner.company.name}.`
  return pointing(said, `${owner.company.name}: `, owner)
}

function pointing(said: string, lead: string, dossier: Dossier): Reply {
  const { company, ever, events } = dossier
  const totals = totalsWords(ever) || `${counted(events.length, 'event')}, none of them confirmed`
  const [latest] = events
  const last: Piece[] = latest ? [', the latest on ', day(latest.happenedAt)] : []
  const question = { question: company.name, from: 0 }
  const blocks: AnyBlock[] = [
    paragraph(bold(said), ` ${lead}${totals}`, ...last, '.'),
    { type: 'actions', elements: [button(`Show ${company.name}`, 'company_meant', question, 0)] },
  ]
  return { text: escaped(`${said} ${lead}${totals}.`), blocks }
}
