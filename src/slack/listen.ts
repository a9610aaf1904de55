import type { App } from '@slack/bolt'
import { type Needs, openAnswering, said } from './answering.ts'
import {
  listenToClicks,
  listenToCommands,
  listenToForms,
  listenToShortcuts,
} from './listen-asked.ts'
import {
  listenToChannels,
  listenToHome,
  listenToTalk,
  listenToWorkspaces,
} from './listen-events.ts'

/**
 * Lays the desk's table over Bolt. Everything is acknowledged first and answered after, so that no database can make Slack wait;
 * around each answer is one net, and a person whose answer failed gets a reference that the log holds too.
 *
 * @returns a function that waits for the answers under way, at most so many ms.
 */
export function listen(app: App, needs: Needs): (atMostMs: number) => Promise<void> {
  const answering = openAnswering(needs)
  for (const listenTo of listeners) listenTo(app, answering)
  app.error(async (error) => needs.log.error({ error: said(error) }, 'slack could not be answered'))
  return answering.finish
}

const listeners = [
  listenToCommands,
  listenToClicks,
  listenToForms,
  listenToShortcuts,
  listenToTalk,
  listenToHome,
  listenToChannels,
  listenToWorkspaces,
]
