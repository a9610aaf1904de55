import { toUsdBy } from '../core/history/rates.ts'
import type { ChannelId } from '../core/ids.ts'
import { unknownCommand } from '../views/asked-wrongly.ts'
import { type ClickId, type ClickValue, clicks, isClick, linkId } from '../views/clicks.ts'
import { type CommandName, commandOf } from '../views/command-names.ts'
import { channelOf, type FormAbout, type FormId, forms, isForm } from '../views/forms.ts'
import { notice } from '../views/notice.ts'
import type { Answer } from '../views/reply.ts'
import { saying } from '../views/settings-form.ts'
import {
  acceptExclusion,
  type CorrectNeeds,
  chooseEntry,
  correctionFormDesk,
  generalise,
  undoCorrections,
} from './correcting.ts'
import { judgeMessage } from './explaining.ts'
import { greet, type HomeNeeds, openHome } from './home.ts'
import {
  downloadCompany,
  type LookupNeeds,
  lookUpCompany,
  lookUpTrends,
  shareCompany,
  shareTrends,
  showMore,
} from './lookup.ts'
import type { Asker, Click, Command, Desk, Form, FormDesk } from './ports.ts'
import {
  changeRow,
  editTried,
  editTyped,
  newWatch,
  openSettings,
  openSettingsByClick,
  openWays,
  pauseByClick,
  resumeByClick,
  trialFormDesk,
  undoByClick,
  watchFormDesk,
  waysFormDesk,
} from './settings-forms.ts'
import { talk } from './talk.ts'
import { addFeedByClick, keepFeedByClick } from './team-feeds.ts'
import { hereOf } from './tuning.ts'
import {
  dropProposal,
  proposeMeant,
  runWatch,
  saveProposal,
  undoLast,
  type WatchNeeds,
  watchCompany,
} from './watch.ts'

export interface DeskNeeds
  extends LookupNeeds,
    CorrectNeeds,
    HomeNeeds,
    Omit<WatchNeeds, 'openForm'> {}

/** For each button, what it does; the compiler asks for every one. */
type Clicks = {
  readonly [Id in ClickId]: (click: Click<ClickValue<Id>>) => Promise<Answer>
}

type Commands = { readonly [Name in CommandName]: (command: Command) => Promise<Answer> }

type Forms = { readonly [Id in FormId]: FormDesk<FormAbout<Id>> }

/** All that a person can type, press or send. */
export function openDesk(given: Omit<DeskNeeds, 'toUsd'>): Desk {
  const needs: DeskNeeds = { ...given, toUsd: toUsdBy(given.rates) }
  const watch: WatchNeeds = { ...needs, openForm: (here) => openSettings(needs, here) }
  const table = { ...clicksOnAnswers(needs, watch), ...clicksOnSettings(needs, watch) }
  const commands: Commands = {
    company: (command) => lookUpCompany(needs, command),
    trends: (command) => lookUpTrends(needs, command),
    watch: (command) => runWatch(watch, command),
  }
  const sheets: Forms = {
    watch_form: watchFormDesk(needs),
    watch_trial: trialFormDesk(needs),
    ways_form: waysFormDesk(needs),
    correction_form: correctionFormDesk(needs),
  }
  return {
    command(name, command) {
      const known = commandOf(name)
      return known === null ? Promise.resolve(strange(name)) : commands[known](command)
    },
    talk: (command) => talk({ ...watch, ...needs }, command),
    async judge(asked) {
      const here = hereOf(asked)
      if (here === null) return nothing
      return { kind: 'reply', reply: await judgeMessage(needs, here, asked) }
    },
    click: (id, click) => answerClick(needs, table, id, click),
    form: (id) => (isForm(id) ? opened(needs, sheets, id) : null),
    home: (asker) => openHome(needs, asker),
    invited: (asker) => greet(needs, asker),
    joined: (place, at) => needs.membership.recordJoined(place, at),
    left: (place) => needs.membership.recordLeft(place),
    signedOut: (teamId) => needs.signOut(teamId),
    uninstalled: (teamId) => needs.membership.removeWorkspace(teamId),
  }
}

async function answerClick(
  needs: DeskNeeds,
  table: Clicks,
  id: string,
  click: Click,
): Promise<Answer> {
  if (!isClick(id)) return id === linkId ? nothing : outdated
  const elsewhere = channelOf(click.about) ?? homeChannel(id, click.value)
  if (elsewhere !== null && (await isOutsider(needs, click, elsewhere))) {
    return click.about === '' ? stranger : { kind: 'modal', view: saying('Not done', outsider) }
  }
  return press(table, id, click)
}

/** The buttons of answers and alerts. */
const clicksOnAnswers = (needs: DeskNeeds, watch: WatchNeeds) =>
  ({
    company_more: (click) => showMore(needs, click),
    company_meant: (click) => showMore(needs, click),
    company_share: (click) => shareCompany(needs, click),
    company_csv: (click) => downloadCompany(needs, click),
    company_watch: (click) => watchCompany(watch, click),
    trends_share: (click) => shareTrends(needs, click),
    alert_menu: (click) => chooseEntry(needs, click),
    correction_undo: (click) => undoCorrections(needs, click),
    correction_general: (click) => generalise(needs, click),
    exclusion_accept: (click) => acceptExclusion(needs, click),
    feed_try: (click) => addFeedByClick(needs, click),
    feed_keep: (click) => keepFeedByClick(needs, click),
  }) satisfies Partial<Clicks>

/** The buttons of the settings, in messages, in forms and at home. */
const clicksOnSettings = (needs: DeskNeeds, watch: WatchNeeds) =>
  ({
    home_settings: (click) => openSettingsByClick(needs, click),
    watch_open: (click) => openSettingsByClick(needs, click),
    watch_meant: (click) => proposeMeant(watch, click),
    watch_edit: (click) => editTyped(needs, click),
    watch_save: (click) => saveProposal(watch, click),
    watch_drop: () => dropProposal(),
    watch_undo: (click) => undoLast(watch, click),
    form_row: (click) => changeRow(needs, click),
    form_new: (click) => newWatch(needs, click),
    form_again: (click) => editTried(needs, click),
    form_back: (click) => openSettingsByClick(needs, click),
    form_ways: (click) => openWays(needs, click),
    form_pause: (click) => pauseByClick(needs, click),
    form_resume: (click) => resumeByClick(needs, click),
    form_undo: (click) => undoByClick(needs, click),
  }) satisfies Partial<Clicks>

const nothing: Answer = { kind: 'nothing' }

const strange = (name: string): Answer => ({ kind: 'reply', reply: unknownCommand(name) })

const old = 'Nothing was done: that is from an older version of this bot. Please ask again.'
const outdated: Answer = { kind: 'reply', reply: notice(old) }

const outsider = 'Nothing was done: you are not in that channel, or not any more.'
const stranger: Answer = { kind: 'reply', reply: notice(outsider) }

/** A form and the Home tab outlast their reader's membership, and what they are about is only what they say. */
async function isOutsider(
  { people }: DeskNeeds,
  { teamId, userId }: Asker,
  channel: ChannelId,
): Promise<boolean> {
  return (await people.isIn({ teamId, channelId: channel }, userId)) === false
}

const homeChannel = (id: ClickId, value: string): ChannelId | null =>
  id === 'home_settings' ? clicks.home_settings.read(value) : null

function press<Id extends ClickId>(table: Clicks, id: Id, click: Click): Promise<Answer> {
  const value = clicks[id].read(click.value)
  return value === null ? Promise.resolve(outdated) : table[id]({ ...click, value })
}

/** A form of an older version has no faults to show, and is told when it is sent. */
function opened<Id extends FormId>(needs: DeskNeeds, sheets: Forms, id: Id): FormDesk {
  const { meanwhile, ...desk } = sheets[id]
  return {
    faults(form) {
      const about = forms[id].read(form.about)
      return about === null ? {} : desk.faults({ ...form, about })
    },
    ...(meanwhile && {
      meanwhile: { view: meanwhile.view, again: (form) => answered(form, meanwhile.again) },
    }),
    submit: (form) => answered(form, desk.submit),
  }

  async function answered(form: Form, answer: FormDesk<FormAbout<Id>>['submit']) {
    const about = forms[id].read(form.about)
    if (about !== null && (await isOutsider(needs, form, about.channel))) {
      return meanwhile ? notSaved(outsider) : stranger
    }
    if (about !== null) return answer({ ...form, about })
    return meanwhile ? notSaved(old) : outdated
  }
}

const notSaved = (words: string): Answer => ({ kind: 'modal', view: saying('Not saved', words) })
