import { directMessage } from './channels.ts'
import { type ClientParts, openClient } from './client.ts'
import { type Events, openEvents } from './events.ts'
import { findChannel, findUser } from './find.ts'
import { type Interactions, openInteractions } from './interactions.ts'
import { type Modals, openModals } from './modals.ts'
import { place } from './posts.ts'
import type { Channel, Message, Team } from './workspace.ts'

/** What a person can do in Slack, done as their client does it: the app sees the same payloads. */
export interface Person extends Interactions, Modals, Events {
  /** Writes a message; "@Bellwether" in it is a mention, as Slack's client makes it one. */
  say(channel: string, user: string, text: string, threadTs?: string): Message
  /** The direct messages of this person and the bot, opened where there are none. */
  direct(user?: string): Channel
}

export function openPerson(parts: ClientParts): Person {
  const client = openClient(parts)
  const { world } = parts
  const events = openEvents(client)
  return {
    ...openInteractions(client),
    ...openModals(client),
    ...events,
    direct(userName) {
      const team = client.teamOf()
      return directMessage(team, findUser(team, userName).id)
    },
    say(channelName, userName, text, threadTs) {
      const { team, channel } = findChannel(world, channelName)
      const author = { user: findUser(team, userName).id, isBot: false }
      const thread = threadTs === undefined ? {} : { threadTs }
      const said = { ...author, text: withMentions(team, text), blocks: [], ...thread }
      const message = place(world, team, channel, said)
      events.tellSaid(message)
      return message
    },
  }
}

const withMentions = (team: Team, text: string): string =>
  text.replace(/(?<![\w<])@([\w.-]*\w)/g, (written, name: string) => {
    const user = [...team.users.values()].find((one) => one.name === name.toLowerCase())
    return user ? `<@${user.id}>` : written
  })
