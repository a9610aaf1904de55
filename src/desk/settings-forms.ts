import { silentSettings, type Watch, watchFor } from '../core/channel/settings.ts'
import {
  fieldsOfWatch,
  fieldsOfWays,
  readWatchFields,
  readWayFields,
} from '../core/channel/settings-form.ts'
import { type Tuning, tune } from '../core/channel/tune.ts'
import { isTooLong } from '../core/channel/watch-json.ts'
import { watchText } from '../core/channel/watch-text.ts'
import type { ChannelId } from '../core/ids.ts'
import type { ClickValue } from '../views/clicks.ts'
import { type SettingsAbout, settingsAbout } from '../views/forms.ts'
import type { Answer } from '../views/reply.ts'
import {
  meanwhile,
  saying,
  settingsForm,
  trialForm,
  watchForm,
  waysForm,
} from '../views/settings-form.ts'
import { outside, settingsList } from '../views/watch.ts'
import type { Click, Form, FormDesk } from './ports.ts'
import {
  backTestDays,
  forbids,
  type Here,
  type Saved,
  saveSettings,
  saveTuning,
  type TuningNeeds,
  tryOut,
} from './tuning.ts'

/** The form of a channel's settings. `said` stands at its top: what was just done. */
export async function openSettings(
  needs: TuningNeeds,
  here: Here,
  said: string | null = null,
): Promise<Answer> {
  const [given, changes] = await Promise.all([
    needs.settings.findSettings(here),
    needs.settings.findChanges(here, 3),
  ])
  const { directory } = needs
  const page = { ...given, changes, directory, now: here.now, channel: here.channelId, said }
  return { kind: 'modal', view: settingsForm(page), otherwise: settingsList(page) }
}

/** A click in a form, or on a button that opens one: the channel that it is about. */
function placeOf(click: Click<unknown>): Here & { about: SettingsAbout } {
  const about = settingsAbout.read(click.about)
  const channelId = about?.channel ?? click.channelId ?? (click.value as ChannelId)
  const { teamId, userId, now } = click
  return { teamId, userId, now, channelId, about: about ?? { channel: channelId } }
}

export const openSettingsByClick = (needs: TuningNeeds, click: Click<unknown>): Promise<Answer> =>
  openSettings(needs, placeOf(click))

/** "Change" or "Remove" beside a watch. */
export async function changeRow(
  needs: TuningNeeds,
  click: Click<ClickValue<'form_row'>>,
): Promise<Answer> {
  const here = placeOf(click)
  const { entry, id } = click.value
  if (entry === 'remove') {
    return saveAndShow(needs, here, { kind: 'remove', what: { kind: 'id', id } })
  }
  const { settings } = await needs.settings.findSettings(here)
  const watch = settings.watches.find((one) => one.id === id)
  if (!watch) return openSettings(needs, here, 'That watch is gone.')
  return editWatch(needs, here, watch, id)
}

export const newWatch = async (needs: TuningNeeds, click: Click<unknown>): Promise<Answer> =>
  editWatch(needs, placeOf(click), watchFor({}), null)

/** "Change it first" under a proposal. */
export const editTyped = (needs: TuningNeeds, click: Click<Watch>): Promise<Answer> =>
  editWatch(needs, placeOf(click), click.value, null)

/** "Change it again" in a trial. */
export async function editTried(needs: TuningNeeds, click: Click<unknown>): Promise<Answer> {
  const here = placeOf(click)
  return editWatch(needs, here, here.about.watch ?? watchFor({}), here.about.was ?? null)
}

async function editWatch(
  needs: TuningNeeds,
  here: Here,
  watch: Watch,
  was: string | null,
): Promise<Answer> {
  const about: SettingsAbout = { channel: here.channelId, was }
  return { kind: 'modal', view: watchForm(about, fieldsOfWatch(watch, needs.directory)) }
}

export async function openWays(needs: TuningNeeds, click: Click<unknown>): Promise<Answer> {
  const here = placeOf(click)
  const [{ settings }, zone] = await Promise.all([
    needs.settings.findSettings(here),
    needs.people.findZone(here.teamId, here.userId),
  ])
  const fields = fieldsOfWays(settings, zone, needs.directory)
  return { kind: 'modal', view: waysForm({ channel: here.channelId }, fields) }
}

export const pauseByClick = (needs: TuningNeeds, click: Click<unknown>): Promise<Answer> =>
  saveAndShow(needs, placeOf(click), { kind: 'pause', until: null })

export const resumeByClick = (needs: TuningNeeds, click: Click<unknown>): Promise<Answer> =>
  saveAndShow(needs, placeOf(click), { kind: 'resume' })

export async function undoByClick(needs: TuningNeeds, click: Click<unknown>): Promise<Answer> {
  const here = placeOf(click)
  if (await forbids(needs, here)) return openSettings(needs, here, forbiddenWords)
  const undone = await needs.settings.undoChange(here, here.userId, here.now)
  return openSettings(
    needs,
    here,
    undone ? `Undone: ${undone.what}.` : 'There is no change left to undo.',
  )
}

/** The form of one watch: sent, it is tried on the past. */
export const watchFormDesk = (needs: TuningNeeds): FormDesk<SettingsAbout> => ({
  faults(form) {
    const read = readWatchFields(form.values, needs.directory)
    if (read.kind === 'faults') return read.faults
    return isTooLong(read.value) ? { match: 'that is too long for one watch: make two of it' } : {}
  },
  // To try a watch changes nothing.
  meanwhile: { view: meanwhile('Trying it'), again: (form) => tryWatch(needs, form) },
  submit: (form) => tryWatch(needs, form),
})

async function tryWatch(needs: TuningNeeds, form: Form<SettingsAbout>): Promise<Answer> {
  const here = hereOfForm(form)
  const read = readWatchFields(form.values, needs.directory)
  if (read.kind === 'faults') return { kind: 'nothing' }
  const { directory } = needs
  const watch = read.value
  const { was = null } = here.about
  const { settings } = await needs.settings.findSettings(here)
  const context = { directory, now: here.now, zone: 'UTC', newId: needs.newId() }
  const tuned = tune(settings, tuningFor(was, watch), context)
  if (tuned.kind === 'unchanged') return show(needs, here, tuned)
  const { alone, change } = await tryOut(needs, here, watch, [settings, tuned.settings])
  const proposal = {
    text: watchText(watch, directory),
    days: backTestDays,
    alone,
    change: was === null ? null : change,
  }
  return { kind: 'modal', view: trialForm({ ...here.about, watch }, proposal) }
}

/** Sent after the trial: saves. */
export const trialFormDesk = (needs: TuningNeeds): FormDesk<SettingsAbout> => ({
  faults: () => ({}),
  meanwhile: { view: meanwhile('Saving'), again: (form) => openSent(needs, form) },
  async submit(form) {
    const here = hereOfForm(form)
    const { was = null, watch } = here.about
    if (watch) return saveAndShow(needs, here, tuningFor(was, watch))
    const old = 'Nothing was changed: the form is from an older version. Please open it again.'
    return { kind: 'modal', view: saying('Not saved', old) }
  },
})

/** How and when: sent, it is saved at once. */
export const waysFormDesk = (needs: TuningNeeds): FormDesk<SettingsAbout> => ({
  faults(form) {
    // The watches do not matter for what can be wrong in these fields.
    const read = readWayFields(form.values, silentSettings, needs.directory)
    return read.kind === 'faults' ? read.faults : {}
  },
  meanwhile: { view: meanwhile('Saving'), again: (form) => openSent(needs, form) },
  async submit(form) {
    const here = hereOfForm(form)
    const { settings, from } = await needs.settings.findSettings(here)
    const read = readWayFields(form.values, settings, needs.directory)
    if (read.kind === 'faults') return { kind: 'nothing' }
    const change = { settings: read.value, from, what: 'changed how and when' }
    return show(needs, here, await saveSettings(needs, here, change))
  },
})

/** What was sent twice is saved once, or not, where that failed: the settings show what holds. */
const openSent = (needs: TuningNeeds, form: Form<SettingsAbout>): Promise<Answer> =>
  openSettings(needs, hereOfForm(form), 'That was sent twice. These settings hold now.')

async function saveAndShow(needs: TuningNeeds, here: Here, tuning: Tuning): Promise<Answer> {
  return show(needs, here, await saveTuning(needs, here, tuning))
}

function show(needs: TuningNeeds, here: Here, saved: Saved): Promise<Answer> {
  return openSettings(needs, here, savedWords(saved))
}

function savedWords(saved: Saved): string {
  switch (saved.kind) {
    case 'saved':
      return `Done: ${saved.what}.${saved.isOutside ? outside : ''}`
    case 'unchanged':
      return `Nothing was changed: ${saved.because}.`
    case 'forbidden':
      return forbiddenWords
    default:
      return saved satisfies never
  }
}

const forbiddenWords =
  'Nothing was changed: only those whom the configuration names may change this channel.'

const tuningFor = (was: string | null, watch: Watch): Tuning =>
  was === null ? { kind: 'add', watch } : { kind: 'change', id: was, watch }

function hereOfForm(form: Form<SettingsAbout>): Here & { about: SettingsAbout } {
  const { teamId, userId, now, about } = form
  return { teamId, userId, now, channelId: about.channel, about }
}
