import { stringify } from 'yaml'
import { askedOf } from '../core/channel/asked.ts'
import { byKey, fileChoices, wayChoices } from '../core/channel/choices.ts'
import type { ChannelSettings, Watch } from '../core/channel/settings.ts'
import { named, nameOf } from '../core/channel/watch-text.ts'
import type { ChannelId } from '../core/ids.ts'
import type { Directory } from '../core/reading/company.ts'
import { dayNames } from '../core/text/calendar.ts'

/** A channel's entry for `channels.yaml`. What only lasts for a time, a pause or a mute with an end, is left out. */
export function channelYaml(
  channel: ChannelId,
  settings: ChannelSettings,
  directory: Directory,
): string {
  const { watches, mute, digest, quiet } = settings
  const lasting = mute.filter(({ until }) => until === null)
  return stringify([
    {
      channel,
      watches: watches.map((watch) => watchYaml(watch, directory)),
      ...(lasting.length > 0 && {
        mute: lasting.map((one) =>
          one.kind === 'company' ? nameOf(one.company, directory) : one.words,
        ),
      }),
      ...byKey(wayChoices, settings),
      ...(digest && {
        digest: {
          every: digest.every,
          ...(digest.day !== undefined &&
            digest.every === 'weekly' && { day: dayNames[digest.day]?.toLowerCase() }),
          at: digest.at,
          zone: digest.zone,
        },
      }),
      ...(quiet && { quiet: { from: quiet.from, to: quiet.to, zone: quiet.zone } }),
      ...byKey(fileChoices, settings),
    },
  ])
}

function watchYaml(watch: Watch, directory: Directory) {
  const asked = askedOf(named(watch, directory))
  return Object.fromEntries(asked.map(({ criterion, value }) => [criterion.key, value]))
}
