/** The words that stand with a number of jobs. Folded, as tokens are. */

import { words } from '../reading/near.ts'

/** What a number of jobs or people counts. */
export const jobs = words(`
  job jobs role roles position positions posts employee employees worker workers staff staffer staffers people personnel
  workforce layoff layoffs redundancies redundancy furloughs sackings dismissals engineers managers teachers contractors journalists
  person employee's cuts associates nurses faculty drivers pilots miners programmers developers artists recruiters accountants
  consultants analysts professionals techies trainees interns crew stewards players actors officers scientists researchers creatives artists designers testers members headcount departures
`)

/** Words for cutting, in any form: one of them stands in the sentence that tells how many. */
export const cuts = words(`
  cut cuts cutting slash slashes slashed slashing axe axes axed axing shed sheds shedding eliminate eliminates eliminated eliminating
  elimination lay lays laid laying layoff layoffs fire fires fired firing sack sacks sacked sacking furlough furloughs furloughed
  redundant redundancy redundancies lose loses lost losing loss losses reduce reduces reduced reducing reduction reductions trim
  trims trimmed trimming go going gone affected affect affects affecting impact impacted impacts risk dismiss dismisses dismissed
  replace replaced replaces cost costs shrink shrinks shrinking shrank drop drops dropping buyout buyouts exit exits severance let letting
  departures leave leaving left scrap scraps pink downsizing retrench retrenched cull culls target targets restructuring
  reportedly terminated terminate terminations terminates furloughing slashes resign resigned voluntary unemployed out decline
  cutbacks opt opted accept accepted took take
`)

/** What a share of the whole staff is a share of. */
export const wholes = words(
  'workforce staff employees job layoff layoffs headcount jobs workers people personnel employee company team studio newsroom firm organization organisation positions roles',
)

/** Right before a number, these make it a number of jobs. */
export const cutVerbs = words(`
  cut cuts cutting slash slashes slashing axe axes axing shed sheds shedding eliminate eliminates eliminating off fire fires fired firing
  sack sacks furlough furloughs lay by lose loses
`)

/** "Headcount shrinks by …". */
export const byWhat = words('headcount workforce staff staffing jobs employees')

/** What may follow a number that stands without a noun. */
export const after = words(
  'at in from across as amid after by on this next to and over due for with more or globally worldwide nationwide during before because',
)
