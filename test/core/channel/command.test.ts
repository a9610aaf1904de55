import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { watchChoices } from '../../../src/core/channel/choices.ts'
import { parseCommand } from '../../../src/core/channel/command.ts'
import { type Watch, watchFor } from '../../../src/core/channel/settings.ts'
import { resolveWatch } from '../../../src/core/channel/tune.ts'
import { watchText } from '../../../src/core/channel/watch-text.ts'
import { compileCompanies } from '../../../src/core/reading/company.ts'
import { anyWords } from '../../support/choices.ts'

const read = (text: string) => {
  const parsed = parseCommand(text)
  return parsed.kind === 'command' ? parsed.command : parsed
}

test.each<[string, Partial<Watch>]>([
  ['add "data center"', { match: 'data center' }],
  ['add data center', { match: 'data center' }],
  [
    'add “data center” type:ai min:$100m not:"crypto"',
    { match: 'data center', types: ['ai_investment'], minAmountUsd: 100e6, not: ['crypto'] },
  ],
  ['add company:Acme', { companies: ['Acme'] }],
  [
    'add company:amazon,google type:layoffs',
    { companies: ['amazon', 'google'], types: ['layoff'] },
  ],
  ['add company:"Acme, Inc."', { companies: ['Acme, Inc.'] }],
  ['add company:"amazon, google"', { companies: ['amazon', 'google'] }],
  ['add AT&amp;T', { match: 'AT&T' }],
  ['add type:layoff min:1,000', { types: ['layoff'], minHeadcount: 1000 }],
  ['add type:ai min:250', { types: ['ai_investment'], minAmountUsd: 250 }],
  ['add type:any robots', { types: ['any'], match: 'robots' }],
  ['add (gpu | "data center") NOT crypto', { match: '(gpu | "data center") NOT crypto' }],
  ['add title: layoffs', { match: 'title: layoffs' }],
  [
    'add type:layoffs,ai min:2k min:$1.5bn',
    { types: ['layoff', 'ai_investment'], minHeadcount: 2000, minAmountUsd: 1.5e9 },
  ],
])('/watch %s is understood', (text, watch) => {
  expect(read(text)).toEqual({ kind: 'add', watch: watchFor(watch) })
})

test.each([
  ['', { kind: 'open' }],
  ['add feed:https://news.example/rss', { kind: 'add_feed', url: 'https://news.example/rss' }],
  ['add feed://news.example/rss', { kind: 'add_feed', url: 'http://news.example/rss' }],
  ['add feed:feed:https://news.example/rss', { kind: 'add_feed', url: 'https://news.example/rss' }],
  [
    'add feed:<https://news.example/rss|news>',
    { kind: 'add_feed', url: 'https://news.example/rss' },
  ],
  ['remove "data center"', { kind: 'remove', what: { kind: 'words', words: 'data center' } }],
  ['remove 2', { kind: 'remove', what: { kind: 'number', number: 2 } }],
  ['remove company:Acme', { kind: 'remove', what: { kind: 'company', name: 'Acme' } }],
  [
    'remove feed:<https://a.example/x|a.example/x>',
    { kind: 'remove', what: { kind: 'feed', url: 'https://a.example/x' } },
  ],
  [
    'remove feed:https://a.example/x',
    { kind: 'remove', what: { kind: 'feed', url: 'https://a.example/x' } },
  ],
  [
    'mute amazon for 7d',
    {
      kind: 'mute',
      what: { kind: 'either', name: 'amazon' },
      until: { kind: 'length', ms: 7 * 86_400_000 },
    },
  ],
  [
    'mute "stock price"',
    { kind: 'mute', what: { kind: 'words', name: 'stock price' }, until: null },
  ],
  ['unmute amazon', { kind: 'unmute', what: { kind: 'either', name: 'amazon' } }],
  ['pause', { kind: 'pause', until: null }],
  ['pause until monday 9:00', { kind: 'pause', until: { kind: 'clock', day: 1, time: '09:00' } }],
  [
    'pause until 2026-12-01',
    { kind: 'pause', until: { kind: 'date', date: '2026-12-01', time: '09:00' } },
  ],
  ['pause for 2h', { kind: 'pause', until: { kind: 'length', ms: 7_200_000 } }],
  ['resume', { kind: 'resume' }],
  [
    'digest daily 9:00 Europe/Lisbon',
    { kind: 'digest', digest: { every: 'daily', at: '09:00', zone: 'Europe/Lisbon' } },
  ],
  [
    'digest weekly friday 16:30',
    { kind: 'digest', digest: { every: 'weekly', day: 5, at: '16:30', zone: null } },
  ],
  [
    'digest weekly',
    { kind: 'digest', digest: { every: 'weekly', day: 1, at: '09:00', zone: null } },
  ],
  ['digest instant', { kind: 'digest', digest: null }],
  ['quiet 22:00-07:00', { kind: 'quiet', quiet: { from: '22:00', to: '07:00', zone: null } }],
  ['quiet off', { kind: 'quiet', quiet: null }],
  ['threads off', { kind: 'choose', way: 'updates', word: 'update' }],
  ['threads every', { kind: 'choose', way: 'updates', word: 'every' }],
  ['test "Amazon cuts 16,000 jobs"', { kind: 'test', headline: 'Amazon cuts 16,000 jobs' }],
  ['test Amazon cuts 16,000 jobs', { kind: 'test', headline: 'Amazon cuts 16,000 jobs' }],
  ['why <https://news.example/a?b=1>', { kind: 'why', link: 'https://news.example/a?b=1' }],
  ['HELP', { kind: 'help' }],
])('/watch %s is understood as a command', (text, command) => {
  expect(read(text)).toEqual(command)
})

test.each([
  ['ad "x"', '', 'ad', 'there is no "ad"'],
  ['add "data center" typ:ai', 'add "data center"', 'typ:ai', 'is none of company:'],
  ['add type:ai min:lots', 'add type:ai', 'min:lots', 'a minimum is a number'],
  ['add', 'add', '', 'it needs words'],
  ['add feed:nonsense', 'add', 'feed:nonsense', 'a feed is a web address'],
  ['mute everything', 'mute', 'everything', 'a channel that hears nothing is paused'],
  ['mute 7d', 'mute', '7d', 'a channel that hears nothing is paused'],
  ['mute amazon for ages', 'mute amazon for', 'ages', 'no time'],
  ['mute amazon 7d or so', 'mute amazon', '7d or so', 'no time'],
  ['add news.example/rss.xml', 'add', 'news.example/rss.xml', 'feed:'],
  ['add www.news.example', 'add', 'www.news.example', 'feed:'],
  ['pause until someday', 'pause until', 'someday', 'no time that a calendar or a clock has'],
  ['pause until 30 february', 'pause until', '30 february', 'no time that a calendar'],
  ['digest hourly', 'digest', 'hourly', 'daily, weekly or off'],
  [
    'digest daily 9:00 Europe/Lisboa',
    'digest daily 9:00',
    'Europe/Lisboa',
    'neither a time nor a time zone',
  ],
  ['quiet 22', 'quiet', '22', 'two times with a hyphen'],
  ['why nothing', 'why', 'nothing', 'it needs the link'],
  ['list all', 'list', 'all', 'nothing follows it'],
])('the mistake in /watch %s is named where it is', (text, understood, stoppedAt, because) => {
  const mistake = read(text)
  expect(mistake).toMatchObject({ kind: 'mistake', understood, stoppedAt })
  expect(mistake).toHaveProperty('because', expect.stringContaining(because))
})

const week = { kind: 'length', ms: 7 * 86_400_000 }
const nine = { kind: 'clock', day: 1, time: '09:00' }
test.each<[string, object]>([
  ['mute amazon 7d', { until: week }],
  ['mute amazon 7 days', { until: week }],
  ['mute amazon for 1 week', { until: week }],
  ['mute amazon for a week', { until: week }],
  ['mute amazon 7d please', { until: week }],
  ['mute amazon today', { until: { kind: 'tomorrow', time: '00:00' } }],
  [
    'mute amazon until dec 24',
    { until: { kind: 'day of year', month: 12, day: 24, time: '09:00' } },
  ],
  ['pause until 24.12.', { until: { kind: 'day of year', month: 12, day: 24, time: '09:00' } }],
  [
    'pause until 24 December 8am',
    { until: { kind: 'day of year', month: 12, day: 24, time: '08:00' } },
  ],
  ['digest daily at 9:30 pm', { digest: { every: 'daily', at: '21:30', zone: null } }],
  ['digest 9am daily', { digest: { every: 'daily', at: '09:00', zone: null } }],
  ['digest at noon', { digest: { every: 'daily', at: '12:00', zone: null } }],
  ['digest monday 9am', { digest: { every: 'weekly', day: 1, at: '09:00', zone: null } }],
  [
    'digest weekly on fridays 4 pm',
    { digest: { every: 'weekly', day: 5, at: '16:00', zone: null } },
  ],
  ['add feed:news.example/rss', { url: 'https://news.example/rss' }],
  [
    'mute amazon web services for 7 days',
    { what: { kind: 'either', name: 'amazon web services' } },
  ],
  ['pause 2 hours', { until: { kind: 'length', ms: 2 * 3_600_000 } }],
  ['pause until Monday 9am', { until: nine }],
  ['pause until monday at 9:00', { until: nine }],
  ['pause until 9:30 pm', { until: { kind: 'clock', day: null, time: '21:30' } }],
  ['mute amazon until friday', { what: { kind: 'either', name: 'amazon' } }],
  ['mute amazon forever', { what: { kind: 'either', name: 'amazon' }, until: null }],
  ['pause 90m', { until: { kind: 'length', ms: 90 * 60_000 } }],
  ['snooze for 30 minutes', { until: { kind: 'length', ms: 30 * 60_000 } }],
  ['pause till next monday', { until: nine }],
  ['digest every day at 8', { digest: { every: 'daily', at: '08:00', zone: null } }],
  ['digest every friday 16:00', { digest: { every: 'weekly', at: '16:00', zone: null, day: 5 } }],
  ['add type: ai', { watch: { types: ['ai_investment'] } }],
  ['add feed: https://news.example/rss', { kind: 'add_feed', url: 'https://news.example/rss' }],
  ['pause until tomorrow 8am', { until: { kind: 'tomorrow', time: '08:00' } }],
  ['digest daily 9am', { digest: { every: 'daily', at: '09:00', zone: null } }],
  ['digest daily 9am EST', { digest: { every: 'daily', at: '09:00', zone: 'America/New_York' } }],
  [
    'digest daily 9:00 pt',
    { digest: { every: 'daily', at: '09:00', zone: 'America/Los_Angeles' } },
  ],
  ['digest daily at 12am', { digest: { every: 'daily', at: '00:00', zone: null } }],
  [
    'digest weekly on friday at 16:00',
    { digest: { every: 'weekly', at: '16:00', zone: null, day: 5 } },
  ],
  ['quiet 10pm-7am', { quiet: { from: '22:00', to: '07:00', zone: null } }],
  ['quiet 22:00 to 07:00', { quiet: { from: '22:00', to: '07:00', zone: null } }],
  [
    'quiet from 10 pm to 7 am Europe/Lisbon',
    { quiet: { from: '22:00', to: '07:00', zone: 'Europe/Lisbon' } },
  ],
])('/watch %s is understood as people say it', (text, part) => {
  expect(read(text)).toMatchObject(part)
})

test.each(['pause until 13pm', 'digest daily 25:00', 'quiet 9am-9am', 'pause until 12/1/2026'])(
  '/watch %s is not understood',
  (text) => {
    expect(read(text)).toMatchObject({ kind: 'mistake' })
  },
)

test('an address by itself is offered as a feed', () => {
  expect(read('add https://news.example/rss')).toMatchObject({
    kind: 'mistake',
    example: '/watch add feed:https://news.example/rss',
  })
})

test('the example of every mistake is understood', () => {
  const slips = [
    'ad',
    'add',
    'add typ:ai',
    'add feed:x',
    'remove',
    'mute',
    'unmute',
    'pause x',
    'digest',
    'quiet',
    'threads',
    'test',
    'why',
    'list x',
  ]
  for (const slip of slips) {
    const mistake = parseCommand(slip)
    if (mistake.kind !== 'mistake') throw new Error(`"${slip}" is no mistake`)
    expect(parseCommand(mistake.example.replace('/watch ', '')).kind).toBe('command')
  }
})

describe('a watch written in the grammar', () => {
  const none = compileCompanies([])
  const words = fc
    .stringMatching(/^[a-z0-9][a-z0-9 '-]{0,20}[a-z0-9]$/)
    .filter((text) => !/ {2}/.test(text) && !/\b(and|not)\b/.test(text))
  const watches = fc.record({
    match: fc.option(
      fc.oneof(
        words,
        fc.constantFrom(
          '(gpu | tpu) AND chip',
          'cut ... jobs NOT rumour',
          'title: layoffs',
          'AND "Acme"',
        ),
      ),
    ),
    companies: fc.uniqueArray(fc.stringMatching(/^~[a-z]{3,10}$/), { maxLength: 3 }),
    types: fc.uniqueArray(
      fc.constantFrom('layoff' as const, 'ai_investment' as const, 'any' as const),
    ),
    minHeadcount: fc.option(fc.nat(9_000_000)),
    minAmountUsd: fc.option(fc.nat(2_000_000_000)),
    ...anyWords(watchChoices),
    not: fc.array(words, { maxLength: 3 }),
  })

  test('reads back as the same watch', () => {
    fc.assert(
      fc.property(watches, (watch) => {
        const text = watchText(watch, none)
        if (text === 'type:layoffs,ai') return
        // A bare minimum of a watch for AI money alone is one of dollars.
        if (watch.types.join() === 'ai_investment' && watch.minHeadcount !== null) return
        const parsed = read(`add ${text}`)
        expect(parsed).toMatchObject({ kind: 'add' })
        if (parsed.kind === 'add') expect(resolveWatch(parsed.watch, none)).toEqual(watch)
      }),
    )
  })

  test('no text makes the grammar throw', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseCommand(text)))
    fc.assert(fc.property(fc.string(), (text) => void parseCommand(`add ${text}`)))
  })
})

test.each([
  '“data center”',
  '„data center“',
  '„data center”',
  '”data center”',
  '«data center»',
  '"data center“',
])('words in the quotation marks of any language are those words: %s', (words) => {
  expect(parseCommand(`add ${words}`)).toMatchObject({
    command: { watch: { match: 'data center' } },
  })
  expect(parseCommand(`add not:${words}`)).toMatchObject({
    command: { watch: { not: ['data center'] } },
  })
  expect(parseCommand(`mute ${words}`)).toMatchObject({
    command: { what: { kind: 'words', name: 'data center' } },
  })
  expect(parseCommand(`add ${words} | ${words}`)).toMatchObject({
    command: { watch: { match: '"data center" | "data center"' } },
  })
})

test.each(['--help', '?', 'Help.', 'usage'])('%s asks for help', (text) => {
  expect(parseCommand(text)).toMatchObject({ command: { kind: 'help' } })
})

test.each(['<@U0ADA>', '#news', '<#C0NEWS|news>', ':rocket:'])(
  '%s is not watched as a word',
  (text) => {
    expect(parseCommand(`add robots ${text}`)).toMatchObject({
      kind: 'mistake',
      stoppedAt: text,
      because: expect.stringContaining('of Slack'),
    })
  },
)
