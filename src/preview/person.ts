import { type ClientParts, openClient } from './client.ts'
import { type Events, openEvents } from './events.ts'
import { findChannel, findUser } from './find.ts'
import { type Interactions, openInteractions } from './interactions.ts'
import { type Modals, openModals } from './modals.ts'
import { place } from './posts.ts'
import type { Message } from './workspace.ts'

/** What a person can do in Slack, done as their client does it: the app sees the same payloads. */
export interface Person extends Interactions, Modals, Events {
  say(channel: string, user: string, text: string, threadTs?: string): Message
}

export function openPerson(parts: ClientParts): Person {
  const client = openClient(parts)
  const { world } = parts
  return {
    ...openInteractions(client),
    ...openModals(client),
    ...openEvents(client),
    say(channelName, userName, text, threadTs) {
      const { team, channel } = findChannel(world, channelName)
      const author = { user: findUser(team, userName).id, isBot: false }
      const thread = threadTs === undefined ? {} : { threadTs }
      return place(world, team, channel, { ...author, text, blocks: [], ...thread })
    },
  }
}
