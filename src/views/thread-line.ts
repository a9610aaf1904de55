import type { EventChange } from '../core/delivery/delivery.ts'
import type { Content, ShownEvent, ShownLine, ShownStory } from '../core/delivery/shown.ts'
import type { MaterialChange } from '../core/events/change.ts'
import type { NumberField } from '../core/events/merge.ts'
import type { Said } from '../core/events/said.ts'
import { sourceWords } from './facts.ts'
import { headlineOf, percent } from './headline.ts'
import type { Reply } from './reply.ts'
import { bold, link, type Piece, paragraph } from './rich.ts'
import { clamp, counted, figure, money, nearly, topLevel } from './words.ts'

/** What one later story brought, in the thread of its event. */
export function threadLineView({ line, events }: Content): Reply | null {
  const [event] = events
  if (!line || !event || event.isDismissed) return null
  return {
    text: topLevel(lineWords(line, event)),
    blocks: [paragraph(...linePieces(line, event), ...count(event))],
  }
}

export function lineWords({ told }: ShownLine, event: ShownEvent): string {
  return `${newsWords(told.change)}: ${clamp(headlineOf(event), 200)}`
}

/** What is new of an event, and who says so. */
export function linePieces({ told, story }: ShownLine, event: ShownEvent): Piece[] {
  return [bold(`${newsWords(told.change)}: `), clamp(headlineOf(event), 200), ...citing(story)]
}

function newsWords(change: EventChange): string {
  switch (change.kind) {
    case 'new':
      return 'Told with it'
    case 'joined':
      return 'One more story'
    case 'retold':
      return 'Told anew'
    case 'material':
      return change.changes.map(changeWords).join('. ')
  }
}

function citing(story: ShownStory | null): Piece[] {
  if (!story) return []
  return [' · ', bold(clamp(story.source, 60)), ': ', link(story.link, clamp(story.title, 250))]
}

function count({ merged }: ShownEvent): Piece[] {
  return merged.sources.length > 1 ? [` · ${counted(merged.sources.length, 'source')}`] : []
}

function changeWords(change: MaterialChange): string {
  switch (change.kind) {
    case 'first_number':
      return `A first number, ${numberWords(change.field, change.to)}${by(change.to)}`
    case 'different_number':
      return `A different number, ${differing(change)}`
    case 'confirmed':
      return 'Confirmed by the company'
    case 'denied':
      return 'Denied'
    case 'reversed':
      return 'Called off'
    case 'told_outright':
      return 'The cut itself is reported'
  }
}

/** Who says both said the one after the other; nobody is named twice. */
function differing({ field, from, to }: MaterialChange & { kind: 'different_number' }): string {
  const others = from.sources.filter((source) => !to.sources.includes(source))
  const is = `${numberWords(field, to)}${by(to)}`
  const was = `${numberWords(field, from)}${by({ ...from, sources: others })}`
  return others.length > 0 || from.sources.length === 0
    ? `${is} beside ${was}`
    : `${is} after ${was}`
}

const by = (said: Said): string => (said.sources.length > 0 ? ` (${sourceWords(said)})` : '')

function numberWords(field: NumberField, said: Said): string {
  const { value, currency } = said
  const about = nearly(said)
  switch (field) {
    case 'headcount':
      return `${about}${counted(value, 'job')}`
    case 'percent':
      return `${about}${percent(value)} of the staff`
    case 'amount':
    case 'valuation': {
      const sum = currency === null ? figure(value) : money(value, currency)
      return `${about}${sum}${field === 'valuation' ? ' of valuation' : ''}`
    }
  }
}
