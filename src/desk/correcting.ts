import { commonWords } from '../core/channel/common-words.ts'
import { compileHearing } from '../core/channel/hearing.ts'
import { route } from '../core/channel/route.ts'
import { watchFor } from '../core/channel/settings.ts'
import { tune } from '../core/channel/tune.ts'
import { watchText } from '../core/channel/watch-text.ts'
import type { Correction } from '../core/events/correction.ts'
import type { AiInvestmentFacts, Facts } from '../core/facts.ts'
import type { EventId } from '../core/ids.ts'
import { dayMs } from '../core/text/calendar.ts'
import { type LabelledStory, type LabelledTest, testLabelled } from '../core/why/labelled-test.ts'
import type { ClickValue } from '../views/clicks.ts'
import {
  correctedReply,
  correctionForm,
  exclusionReply,
  readCorrectionFields,
} from '../views/correction.ts'
import type { CorrectionAbout } from '../views/forms.ts'
import { notice } from '../views/notice.ts'
import type { Answer, Reply } from '../views/reply.ts'
import { savedReply } from '../views/watch.ts'
import { type ExplainNeeds, whyElsewhere, whyEvent } from './explaining.ts'
import type { Asker, Click, Corrections, EventTold, FormDesk } from './ports.ts'
import { regroup } from './regrouping.ts'
import { backTestDays, type Here, hereOf, saveTuning, tryOut } from './tuning.ts'

export interface CorrectNeeds extends ExplainNeeds {
  corrections: Corrections
  /** Stories that people labelled, on which a lesson is tried. */
  labelled(): Promise<readonly LabelledStory[]>
  /** Whose corrections may hold for every workspace. */
  operators: readonly string[]
}

/** The menu beside an event of an alert. */
export async function chooseEntry(
  needs: CorrectNeeds,
  click: Click<ClickValue<'alert_menu'>>,
): Promise<Answer> {
  const here = hereOf(click)
  const chosen = click.value
  if (here === null) return { kind: 'nothing' }
  switch (chosen.entry) {
    case 'why':
      return reply(await whyEvent(needs, here, chosen.event))
    case 'elsewhere':
      return reply(await whyElsewhere(needs, here, chosen.event))
    case 'mute':
      return reply(await muteCompany(needs, here, chosen.event))
    case 'wrong':
      return openCorrection(needs, here, chosen.event)
    case 'dismiss':
      return reply(await dismiss(needs, here, chosen.event))
    default:
      return chosen.entry satisfies never
  }
}

/** How far back a lesson of corrections is sought, and tried. */
const lessonDays = 90

const reply = (one: Reply): Answer => ({ kind: 'reply', reply: one })

const forgotten = notice('Nothing is stored of this any more.')

async function muteCompany(needs: CorrectNeeds, here: Here, event: EventId): Promise<Reply> {
  const { facts } = (await needs.archive.findEvent(here, event)) ?? {}
  if (!facts?.company) return forgotten
  const what = { kind: 'company' as const, name: facts.company.name }
  return savedReply(await saveTuning(needs, here, { kind: 'mute', what, until: null }))
}

async function openCorrection(needs: CorrectNeeds, here: Here, event: EventId): Promise<Answer> {
  const told = await needs.archive.findEvent(here, event)
  if (!told?.facts) return reply(forgotten)
  const about: CorrectionAbout = { channel: here.channelId, event, category: told.facts.category }
  const near = await needs.archive.findNear(here, event)
  const stories = told.stories.map(({ story }) => story)
  const form = correctionForm(about, told.facts, { near, stories }, isOperator(needs, here))
  return { kind: 'modal', view: form }
}

const isOperator = ({ operators }: CorrectNeeds, { userId }: Asker): boolean =>
  operators.includes(userId)

/** Sent: each field that was changed is a correction. */
export const correctionFormDesk = (needs: CorrectNeeds): FormDesk<CorrectionAbout> => ({
  faults(form) {
    const read = readCorrectionFields(form.values, form.about.category)
    return read.kind === 'faults' ? read.faults : {}
  },
  async submit(form) {
    const { about } = form
    const here = { ...form, channelId: about.channel }
    const read = readCorrectionFields(form.values, about.category)
    const told = await needs.archive.findEvent(here, about.event)
    if (read.kind === 'faults' || !told?.facts) return reply(forgotten)
    const replies = [
      ...(await correct(needs, here, told, read.value)),
      ...(await regroup(needs.corrections, here, told, read.value)),
    ]
    if (replies.length === 0) return reply(notice('Nothing was changed.'))
    return reply({
      text: replies.map(({ text }) => text).join(' '),
      blocks: replies.flatMap(({ blocks }) => blocks),
    })
  },
})

interface Entered {
  company: string
  value: number | null
  currency: string
  general: boolean
}

/** Each field that was changed. */
async function correct(
  needs: CorrectNeeds,
  here: Here,
  told: EventTold,
  value: Entered,
): Promise<Reply[]> {
  const corrections = changesOf(needs, told, value)
  if (corrections.length === 0) return []
  const general = value.general && isOperator(needs, here)
  const ids: number[] = []
  for (const correction of corrections) {
    ids.push(await record(needs, here, told.id, correction, general))
  }
  return [correctedReply(told.stories[0]?.story.title ?? '', corrections, ids, general)]
}

function changesOf(
  { directory }: CorrectNeeds,
  { facts }: EventTold,
  { company: name, value, currency }: Entered,
): Correction[] {
  const corrections: Correction[] = []
  const company = name === '' ? null : directory.resolve(name)
  if (company && company.key !== facts?.company?.key) corrections.push({ kind: 'company', company })
  if (facts?.category === 'layoff' && value !== facts.headcount) {
    corrections.push({ kind: 'headcount', value })
  }
  if (facts?.category === 'ai_investment' && !isSameSum(facts, value, currency)) {
    corrections.push({ kind: 'amount', value, currency: value === null ? null : currency })
  }
  return corrections
}

const isSameSum = (facts: AiInvestmentFacts, value: number | null, currency: string): boolean =>
  value === facts.amount && (value === null || currency === facts.currency)

function record(
  { corrections }: CorrectNeeds,
  { teamId, userId, now: at }: Here,
  event: EventId,
  correction: Correction,
  general: boolean,
): Promise<number> {
  return corrections.recordCorrection(teamId, { event, userId, at, correction, general })
}

/** "This is not a layoff": and where such stories have words in common, an exclusion is proposed. */
async function dismiss(needs: CorrectNeeds, here: Here, event: EventId): Promise<Reply> {
  const told = await needs.archive.findEvent(here, event)
  if (!told?.facts) return forgotten
  const id = await record(needs, here, event, { kind: 'dismissed' }, false)
  const title = told.stories[0]?.story.title ?? ''
  const done = correctedReply(title, [{ kind: 'dismissed' }], [id], false, isOperator(needs, here))
  const exclusion = await findExclusion(needs, here, told)
  return exclusion === null
    ? done
    : { text: done.text, blocks: [...done.blocks, ...exclusion.blocks] }
}

/** A phrase that the dismissed stories share and no welcome one has, with what excluding it would have done. */
async function findExclusion(
  needs: CorrectNeeds,
  here: Here,
  told: EventTold,
): Promise<Reply | null> {
  const since = here.now - lessonDays * dayMs
  const dismissed = await needs.corrections.findDismissed(here.teamId, since)
  if (dismissed.length < 2) return null
  const unwanted = new Set(dismissed.flat())
  const wanted: string[] = []
  const month = here.now - backTestDays * dayMs
  for await (const { story, events } of needs.archive.readStories(here, month, false)) {
    const isTold = events.some(({ announced }) => announced)
    if (isTold && !unwanted.has(story.title)) wanted.push(story.title)
  }
  const words = commonWords(dismissed, wanted)
  const { settings } = await needs.settings.findSettings(here)
  const [first] = told.stories
  if (words === null || !told.facts || !first) return null
  const heard = compileHearing([settings], needs)(told.facts, first.story)
  const way = route(settings, heard, here.now)
  if (way.kind !== 'now' && way.kind !== 'held') return null
  const { id } = way.watch
  const { directory } = needs
  const context = { directory, now: here.now, zone: 'UTC', newId: needs.newId() }
  const tuned = tune(settings, { kind: 'exclude', id, words }, context)
  if (tuned.kind === 'unchanged') return null
  const both = [settings, tuned.settings] as const
  const { change } = await tryOut(needs, here, way.watch, both, lessonDays)
  const was = watchText(way.watch, directory)
  const labelled = await tryLabelled(needs, told.facts, words)
  return exclusionReply({ id, words, was, goes: change.goes, days: lessonDays, labelled })
}

/** What the words match of the stories whose worth is known. */
async function tryLabelled(
  needs: CorrectNeeds,
  facts: Facts,
  words: string,
): Promise<LabelledTest> {
  const watches = [{ ...watchFor({ not: [words] }), id: 'tried' }]
  const hear = compileHearing([{ watches, mute: [] }], needs)
  return testLabelled(await needs.labelled(), (told) => hear(facts, told).matched.has(words))
}

/** The proposed exclusion is taken. */
export async function acceptExclusion(
  needs: CorrectNeeds,
  click: Click<ClickValue<'exclusion_accept'>>,
): Promise<Answer> {
  const here = hereOf(click)
  if (here === null) return { kind: 'nothing' }
  const { id, words } = click.value
  return reply(savedReply(await saveTuning(needs, here, { kind: 'exclude', id, words })))
}

/** Takes corrections back. */
export async function undoCorrections(
  needs: CorrectNeeds,
  click: Click<readonly number[]>,
): Promise<Answer> {
  const { teamId, now } = click
  const undone = await Promise.all(
    click.value.map((id) => needs.corrections.undoCorrection(teamId, id, now)),
  )
  const some = undone.some((event) => event !== null)
  const words = some ? 'Undone: it stands as it was told.' : 'That was undone already.'
  return { kind: 'reply', reply: notice(words), replace: true }
}

/** An operator lets a correction hold for every workspace. */
export async function generalise(
  needs: CorrectNeeds,
  click: Click<readonly number[]>,
): Promise<Answer> {
  if (!isOperator(needs, click)) {
    return reply(notice('Only operators whom the configuration names can do that.'))
  }
  const { teamId, now } = click
  for (const id of click.value) await needs.corrections.makeGeneral(teamId, id, now)
  return { kind: 'reply', reply: notice('Done: it holds for every workspace.'), replace: true }
}
