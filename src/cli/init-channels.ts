import type { WebClient } from '@slack/web-api'
import { putChannels } from '../config/channel-file.ts'
import type { Config } from '../config/load.ts'
import { parseCommand } from '../core/channel/command.ts'
import { type ChannelSettings, silentSettings } from '../core/channel/settings.ts'
import { tune } from '../core/channel/tune.ts'
import { watchText } from '../core/channel/watch-text.ts'
import type { Directory } from '../core/reading/company.ts'
import { channelYaml } from '../desk/settings-export.ts'
import { findReachable, type ReachableChannel, sayHello } from '../slack/reachable.ts'
import { firstContact } from '../views/first-contact.ts'
import { counted, listed } from '../views/words.ts'
import type { Asker } from './ask.ts'

const mostShown = 60

/** Which channels hear what. Each is written into channels.yaml as soon as it is answered for. */
export async function setUpChannels(
  asker: Asker,
  config: Config,
  client: WebClient,
): Promise<void> {
  const { directory, environment } = config
  const reachable = await findReachable(client)
  sayReachable(asker, config, reachable)
  const answered: { channel: ReachableChannel; settings: ChannelSettings }[] = []
  for (const channel of await chooseChannels(asker, reachable)) {
    const settings = await askHears(asker, channel, directory)
    putChannels(environment.configDir, channelYaml(channel.id, settings, directory))
    answered.push({ channel, settings })
  }
  if (answered.length === 0) return
  const names = listed(answered.map(({ channel }) => `#${channel.name}`))
  const may = await asker.ask(`\nMay it say hello in ${names} now? [y/N] `)
  if (!/^y(es)?$/i.test(may)) return
  for (const { channel, settings } of answered) {
    const refused = await sayHello(client, channel, firstContact(settings, directory))
    asker.say(`   #${channel.name}: ${refused ?? 'posted'}`)
  }
}

function sayReachable(
  asker: Asker,
  { channels, directory }: Config,
  reachable: readonly ReachableChannel[],
): void {
  const heard = new Map(channels.map(({ id, settings }) => [id, settings]))
  asker.say('\nChannels that the bot can reach:')
  for (const [index, { id, name, isMember }] of reachable.slice(0, mostShown).entries()) {
    const settings = heard.get(id)
    const hears = settings ? `, hears ${words(settings, directory)}` : ''
    const joins = isMember ? '' : ' (it will join)'
    asker.say(`   ${String(index + 1).padStart(2)} #${name}${joins}${hears}`)
  }
  const more = reachable.length - mostShown
  if (more > 0) asker.say(`   and ${counted(more, 'more channel')}, by name`)
  asker.say('   A private channel is here once somebody in it typed /invite @Bellwether.')
}

async function chooseChannels(
  asker: Asker,
  reachable: readonly ReachableChannel[],
): Promise<ReachableChannel[]> {
  for (;;) {
    const answer = await asker.ask(
      'Which shall hear something? Numbers or names, with commas; Enter for none of them now: ',
    )
    const asked = answer.split(/[\s,]+/).filter(Boolean)
    const found = asked.map((word) => ({ word, channel: channelOf(word, reachable) }))
    const unknown = found.filter(({ channel }) => channel === null).map(({ word }) => `"${word}"`)
    if (unknown.length === 0) {
      return [...new Set(found.flatMap(({ channel }) => channel ?? []))]
    }
    asker.say(
      `   There is no ${listed(unknown)} in the list. Is it private? Type /invite @Bellwether there, and begin init again.`,
    )
  }
}

function channelOf(word: string, reachable: readonly ReachableChannel[]): ReachableChannel | null {
  const name = word.replace(/^#/, '').toLowerCase()
  const byName = reachable.find((channel) => channel.name === name || channel.id === word)
  return byName ?? (/^\d+$/.test(word) ? (reachable[Number(word) - 1] ?? null) : null)
}

const short = new Map([
  ['', 'type:layoffs,ai'],
  ['both', 'type:layoffs,ai'],
  ['layoffs', 'type:layoffs'],
  ['ai', 'type:ai'],
])

/** By the grammar of `/watch add`. */
async function askHears(
  asker: Asker,
  { name }: ReachableChannel,
  directory: Directory,
): Promise<ChannelSettings> {
  asker.say(
    `\nWhat shall #${name} hear? layoffs, ai or both (Enter), or as after /watch add: "data center" type:ai min:$100m`,
  )
  for (;;) {
    const answer = await asker.ask(`   #${name} hears: `)
    const parsed = parseCommand(`add ${short.get(answer.toLowerCase()) ?? answer}`)
    if (parsed.kind === 'mistake') {
      asker.say(`   ${parsed.because}. As in: ${parsed.example.replace('/watch add ', '')}`)
    } else if (parsed.command.kind !== 'add') {
      asker.say('   A feed is added in Slack, by /watch add feed:…, or in feeds.yaml.')
    } else {
      const context = { directory, now: Date.now(), zone: 'UTC', newId: 'w1' }
      const tuned = tune(silentSettings, { kind: 'add', watch: parsed.command.watch }, context)
      if (tuned.kind === 'tuned') {
        asker.say(`   ${words(tuned.settings, directory)}`)
        return tuned.settings
      }
      asker.say(`   ${tuned.because}.`)
    }
  }
}

const words = ({ watches }: ChannelSettings, directory: Directory): string =>
  watches.map((watch) => watchText(watch, directory)).join(' or ') || 'nothing'
