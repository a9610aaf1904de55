import { randomUUID } from 'node:crypto'
import type { Config } from '../config/load.ts'
import { openDesk } from '../desk/desk.ts'
import type { Desk } from '../desk/ports.ts'
import { unconditional } from '../poll/ports.ts'
import type { Clock, Log } from '../ports.ts'
import { openSlack, type Slack } from '../slack/app.ts'
import { openPeople } from '../slack/people.ts'
import type { Identity } from './identity.ts'
import { openLabelledStories } from './labelled-stories.ts'
import type { Serving } from './serving.ts'
import type { World } from './world.ts'

interface AnsweringParts {
  config: Config
  world: World
  identity: Identity
  serving: Serving
  clock: Clock
  log: Log
}

/** Slack, with the desk behind it; `start` connects it. */
export function openAnswering(parts: AnsweringParts, signal: AbortSignal): Slack {
  const { config, world, identity, serving, clock, log } = parts
  const { commandPrefix } = config.environment
  return openSlack({
    desk: deskOf(parts, signal),
    answered: serving.store.answered,
    reach: identity.reach,
    ...identity.open(serving.store),
    slackApiUrl: world.slackApiUrl,
    commandPrefix,
    clock,
    log,
  })
}

function deskOf({ config, identity, serving }: AnsweringParts, signal: AbortSignal): Desk {
  const { store } = serving
  return openDesk({
    history: store.history,
    archive: store.archive,
    corrections: store.corrections,
    membership: store.membership,
    signOut: identity.signOut,
    operators: config.operators,
    labelled: openLabelledStories(config.environment.configDir),
    settings: store.settings,
    feeds: store.teamFeeds,
    people: openPeople(identity.clientOf, store.cache('zones')),
    editors: store.editors,
    tryFeed: (team, url) =>
      serving.readFeed({ url, teamId: team, ...unconditional, isConfigured: false }, signal),
    directory: config.directory,
    readStory: config.readStory,
    judge: config.judge,
    rates: config.rates,
    newId: () => randomUUID().slice(0, 8),
  })
}
