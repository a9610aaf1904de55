import {
  acceptExclusion,
  type CorrectNeeds,
  chooseEntry,
  correctionFormDesk,
  generalise,
  undoCorrections,
} from './correcting.ts'
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
import type { Desk } from './ports.ts'
import {
  changeRow,
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
import {
  dropProposal,
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

/** All that a person can type, press or send, a line each. */
export function openDesk(needs: DeskNeeds): Desk {
  const watch: WatchNeeds = { ...needs, openForm: (here) => openSettings(needs, here) }
  return {
    commands: {
      '/company': (command) => lookUpCompany(needs, command),
      '/trends': (command) => lookUpTrends(needs, command),
      '/watch': (command) => runWatch(watch, command),
    },
    clicks: {
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
      home_settings: (click) => openSettingsByClick(needs, click),
      watch_open: (click) => openSettingsByClick(needs, click),
      watch_edit: (click) => editTyped(needs, click),
      watch_save: (click) => saveProposal(watch, click),
      watch_drop: () => dropProposal(),
      watch_undo: (click) => undoLast(watch, click),
      form_row: (click) => changeRow(needs, click),
      form_new: (click) => newWatch(needs, click),
      form_again: (click) => editTyped(needs, click),
      form_back: (click) => openSettingsByClick(needs, click),
      form_ways: (click) => openWays(needs, click),
      form_pause: (click) => pauseByClick(needs, click),
      form_resume: (click) => resumeByClick(needs, click),
      form_undo: (click) => undoByClick(needs, click),
    },
    forms: {
      watch_form: watchFormDesk(needs),
      watch_trial: trialFormDesk(needs),
      ways_form: waysFormDesk(needs),
      correction_form: correctionFormDesk(needs),
    },
    home: (asker) => openHome(needs, asker),
    invited: (asker) => greet(needs, asker),
    joined: (place, at) => needs.membership.recordJoined(place, at),
    left: (place) => needs.membership.recordLeft(place),
    signedOut: (teamId) => needs.signOut(teamId),
    uninstalled: (teamId) => needs.membership.removeWorkspace(teamId),
  }
}
