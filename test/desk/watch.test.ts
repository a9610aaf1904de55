import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { criterionRows } from '../../src/core/channel/asked.ts'
import type { ChannelId, EventId, TeamId } from '../../src/core/ids.ts'
import { type Bot, companyOf, openBot, wordsOf } from '../support/bot.ts'
import { investment, layoff } from '../support/claims.ts'
import { delivered, refuse } from '../support/delivered.ts'

const amazon = companyOf('Amazon')
const google = companyOf('Google')

/** Types a command in #layoffs, and reads the answer. */
async function ask({ slack }: Bot, line: string, channel = 'layoffs') {
  return slack.answer(await slack.command(`/watch ${line}`, { channel, user: 'ada' }))
}

/** As `ask`, and presses Save. */
async function add(bot: Bot, line: string, channel?: string) {
  const proposal = await ask(bot, `add ${line}`, channel)
  return bot.slack.answer(await bot.slack.click(proposal, 'watch_save'))
}

test('add shows what the rule would have done, and saves only at the button', async () => {
  const bot = await openBot()
  await bot.tell(layoff({ company: amazon, headcount: 900 }), 3, {
    by: ['A', 'B'],
    title: 'Data center crew let go',
  })
  await bot.tell(layoff({ company: google, headcount: 90 }), 4, {
    title: 'Another data center closes',
  })
  await bot.tell(layoff({ company: google, headcount: 9 }), 40, { title: 'Long ago a data center' })
  await bot.tell(investment({ company: google, amount: 5 }), 4, {
    title: 'Money for a data center',
  })
  const proposal = await ask(bot, 'add "data center" type:layoffs')
  expect(proposal.text).toBe(
    'Not saved yet: "data center" type:layoffs. In the last 30 days: 3 stories, 2 events.',
  )
  expect(wordsOf(proposal.blocks)).toContain('Another data center closes')
  expect((await ask(bot, 'list')).text).toBe('This channel hears nothing yet.')
  const saved = await bot.slack.answer(await bot.slack.click(proposal, 'watch_save'))
  expect(saved.text).toBe('Done: added "data center" type:layoffs.')
  expect((await ask(bot, 'list')).text).toBe(
    'This channel hears 1 watch: "data center" type:layoffs',
  )
})

test('what was announced already is counted', async () => {
  const bot = await openBot()
  const id = await bot.tell(layoff({ company: amazon, headcount: 900 }), 3)
  await delivered(bot, 'layoffs', id)
  expect((await ask(bot, 'add company:amazon')).text).toContain(
    '1 story, 1 event, 1 of them already announced',
  )
})

test('of a story that tells several events only those are counted that the watch hears', async () => {
  const bot = await openBot()
  const [money, jobs] = [
    await bot.tell(investment({ company: amazon, amount: 5 }), 3),
    await bot.tell(layoff({ company: amazon, headcount: 900 }), 3),
  ]
  await delivered(bot, 'layoffs', jobs)
  const telling = bot.db.selectFrom('event_story').select('story_id')
  const { story_id } = await telling
    .where('event_id', '=', money as EventId)
    .executeTakeFirstOrThrow()
  await bot.db
    .updateTable('event_story')
    .set({ story_id })
    .where('event_id', '=', jobs as EventId)
    .execute()
  expect((await ask(bot, 'add type:ai')).text).toMatch(/In the last 30 days: 1 story, 1 event\.$/)
})

test('the stories that a proposal does not show are counted', async () => {
  const bot = await openBot()
  const by = ['A', 'B', 'C', 'D', 'E', 'F', 'G']
  await bot.tell(layoff({ company: amazon, headcount: 900 }), 3, { by })
  expect(wordsOf((await ask(bot, 'add company:amazon')).blocks)).toContain('and 2 more')
})

test('a dropped proposal changes nothing', async () => {
  const bot = await openBot()
  const proposal = await ask(bot, 'add robots')
  expect(proposal.text).toContain('it would have brought nothing')
  const dropped = await bot.slack.answer(await bot.slack.click(proposal, 'watch_drop'))
  expect(dropped.text).toBe('Dropped. Nothing was changed.')
  expect((await ask(bot, 'list')).text).toBe('This channel hears nothing yet.')
})

test('words that are no pattern are refused with the reason', async () => {
  const bot = await openBot()
  expect((await ask(bot, 'add (gpu | tpu')).text).toMatch(/^"\(gpu \| tpu" cannot be watched: /)
})

test('a watch is removed by its words, its number or its company', async () => {
  const bot = await openBot()
  await add(bot, '"data center"')
  await add(bot, 'company:Amazon')
  await add(bot, 'type:ai min:$100m')
  expect((await ask(bot, 'remove "Data Center"')).text).toBe('Done: removed "data center".')
  expect((await ask(bot, 'remove company:AMZN')).text).toBe('Done: removed company:"Amazon".')
  expect((await ask(bot, 'remove 1')).text).toBe('Done: removed type:ai min:$100m.')
  expect((await ask(bot, 'remove 1')).text).toContain('no watch of this channel is that')
})

test('a watch is removed by all of its words, in whatever order', async () => {
  const bot = await openBot()
  await add(bot, 'company:amazon,google type:layoffs min:500')
  await add(bot, 'company:amazon type:layoffs')
  await add(bot, 'robots type:layoffs,ai not:toy')
  expect((await ask(bot, 'remove type:layoffs company:amazon')).text).toBe(
    'Done: removed company:"Amazon" type:layoffs.',
  )
  expect((await ask(bot, 'remove not:toy "robots"')).text).toBe(
    'Done: removed "robots" type:layoffs,ai not:"toy".',
  )
  expect((await ask(bot, 'remove min:500 type:layoffs company:alphabet')).text).toContain(
    'no watch of this channel is that',
  )
  expect((await ask(bot, 'remove company:google,amazon min:0.5k type:layoffs')).text).toBe(
    'Done: removed company:"Amazon" company:"Google" type:layoffs min:500.',
  )
})

test('what a channel hears already is not added in another order', async () => {
  const bot = await openBot()
  await add(bot, 'company:amazon,google type:layoffs')
  expect((await ask(bot, 'add type:layoffs company:google,amazon')).text).toBe(
    'Nothing to do: this channel hears company:"Amazon" company:"Google" type:layoffs already.',
  )
})

test('a proposal is saved as it was made, though its company has another name by then', async () => {
  const bot = await openBot()
  const proposal = await ask(bot, 'add company:"C3 AI" type:layoffs')
  bot.rename('c3ai', 'Sea Three')
  const saved = await bot.slack.answer(await bot.slack.click(proposal, 'watch_save'))
  expect(saved.text).toBe('Done: added company:"Sea Three" type:layoffs.')
})

test('a button of an older version says so, and changes nothing', async () => {
  const bot = await openBot()
  const proposal = await ask(bot, 'add robots')
  for (const { elements = [] } of proposal.blocks as { elements?: Record<string, unknown>[] }[]) {
    const save = elements.find((one) => one.action_id === 'watch_save')
    if (save) save.value = '"robots" type:ai'
  }
  const answer = await bot.slack.answer(await bot.slack.click(proposal, 'watch_save'))
  expect(answer.text).toContain('from an older version')
  expect((await ask(bot, 'list')).text).toBe('This channel hears nothing yet.')
})

test('the first change takes over a channel that channels.yaml has, and reset gives it back', async () => {
  const bot = await openBot()
  expect((await ask(bot, 'list', 'ai-money')).text).toContain('type:ai')
  expect((await add(bot, 'company:google', 'ai-money')).text).toContain(
    'instead of those in channels.yaml',
  )
  expect((await ask(bot, 'list', 'ai-money')).text).toBe(
    'This channel hears 2 watches: type:ai; company:"Google"',
  )
  expect((await ask(bot, 'reset', 'ai-money')).text).toContain('has what channels.yaml gives it')
  expect((await ask(bot, 'list', 'ai-money')).text).toBe('This channel hears 1 watch: type:ai')
})

test('mute, pause, digest, quiet hours and threads are kept and shown', async () => {
  const bot = await openBot()
  for (const [line, done] of [
    ['mute amazon for 7d', 'muted Amazon until 30 Nov 2026 at 12:00, Europe/Lisbon'],
    ['mute "stock price"', 'muted "stock price"'],
    ['pause until monday 9:00', 'paused until 30 Nov 2026 at 09:00, Europe/Lisbon'],
    ['digest weekly friday 16:30', 'digest weekly on Friday at 16:30, Europe/Lisbon'],
    ['quiet 22:00-07:00 America/New_York', 'quiet 22:00 to 07:00, America/New_York'],
    ['threads on', 'threads on'],
  ]) {
    expect((await ask(bot, line ?? '')).text).toBe(`Done: ${done}.`)
  }
  const words = wordsOf((await ask(bot, 'list')).blocks)
  expect(words).toContain('Muted:  Amazon  until  30 Nov 2026 at 12:00, UTC')
  expect(words).toContain('Paused until  30 Nov 2026 at 09:00, UTC')
  expect(words).toContain('A weekly digest on Friday at 16:30, Europe/Lisbon.')
  expect(words).toContain('Quiet from 22:00 to 07:00, America/New_York.')
  expect(words).toContain('goes into its thread')
  expect((await ask(bot, 'unmute amazon')).text).toBe('Done: unmuted amazon.')
  expect((await ask(bot, 'resume')).text).toBe('Done: resumed.')
  expect((await ask(bot, 'resume')).text).toContain('this channel is not paused')
})

test('every change can be undone, one after the other, by command or button', async () => {
  const bot = await openBot()
  const first = await add(bot, 'company:amazon')
  await ask(bot, 'threads on')
  expect((await ask(bot, 'undo')).text).toBe('Undone: threads on.')
  const undone = await bot.slack.answer(await bot.slack.click(first, 'watch_undo'))
  expect(undone.text).toBe('Undone: added company:"Amazon".')
  expect((await ask(bot, 'undo')).text).toBe('There is no change left to undo.')
  const kept = await bot.db.selectFrom('setting_change').selectAll().execute()
  expect(kept.map(({ what }) => what)).toEqual([
    'added company:"Amazon"',
    'threads on',
    'undid: threads on',
    'undid: added company:"Amazon"',
  ])
})

test('only those whom the configuration names may change such a channel', async () => {
  const bot = await openBot()
  const grace = [...bot.slack.team.users.values()].find(({ name }) => name === 'grace')?.id ?? ''
  bot.editors.set(bot.slack.channel('layoffs').id as never, [grace])
  for (const line of [
    'add company:amazon',
    'pause',
    'reset',
    'undo',
    'add feed:https://news.example/rss',
  ]) {
    expect((await ask(bot, line)).text).toContain('only those whom the configuration names')
  }
  const asked = await bot.slack.command('/watch pause', { channel: 'layoffs', user: 'grace' })
  expect((await bot.slack.answer(asked)).text).toBe('Done: paused until it is resumed.')
})

test('test says what would become of a headline', async () => {
  const bot = await openBot()
  await add(bot, 'company:google type:layoffs')
  const missed = await ask(bot, 'test "Amazon cuts 16,000 jobs"')
  expect(missed.text).toContain(
    'Judged to be about layoffs. Rule cuts spoke for it: "cuts" in the title.',
  )
  expect(missed.text).toContain('does not take it: it is about another company')
  expect(missed.text).toContain('To let it through: /watch add company:"Amazon"')
  const heard = await ask(bot, 'test Google cuts 5 jobs')
  expect(heard.text).toContain('This channel hears it, by company:"Google" type:layoffs.')
  const unknown = await ask(bot, 'test "Rain tomorrow"')
  expect(unknown.text).toContain('No rule recognised it')
  expect(unknown.text).toContain('type:any')
})

test('why tells at which stage a story stopped', async () => {
  const bot = await openBot()
  await add(bot, 'company:google')
  await bot.tell(layoff({ company: amazon, headcount: 900 }), 3, { title: 'A cut' })
  const story = await bot.db.selectFrom('story').selectAll().executeTakeFirstOrThrow()
  const answer = await ask(bot, `why <${story.link}?utm_source=x>`)
  expect(answer.text).toContain('company:"Google" does not take it: it is about another company.')
  expect(answer.text).toContain('No message of this channel tells it.')
  expect((await ask(bot, 'why https://elsewhere.example/x')).text).toContain(
    'No feed has shown this link',
  )
})

test('export writes the channel as channels.yaml has it', async () => {
  const bot = await openBot()
  await add(bot, '"data center" type:ai min:$100m not:"crypto" company:amazon')
  await ask(bot, 'quiet 22:00-07:00')
  const { text } = await ask(bot, 'export')
  expect(text).toContain('match: data center')
  expect(text).toContain('min_amount_usd: 100000000')
  expect(text).toContain('- Amazon')
  expect(text).toContain('zone: Europe/Lisbon')
})

test('help names every command that the page has, and all that a watch can ask for', async () => {
  const { slack } = await openBot()
  const help = await slack.answer(await slack.command('/watch help', { channel: 'layoffs' }))
  const page = readFileSync(join(import.meta.dirname, '../../docs/using.md'), 'utf8')
  const commands = new Set([...page.matchAll(/^\| `(\/watch [a-z]+)/gm)].map(([, one = '']) => one))
  const criteria = criterionRows.flatMap(({ criterion }) =>
    (criterion.behind?.keys.slice(0, 1) ?? []).map((key) => `${key}:`),
  )
  const missing = [...commands, ...criteria].filter((one) => !wordsOf(help.blocks).includes(one))
  expect(missing).toEqual([])
  expect(commands.size).toBeGreaterThan(14)
})

test('a mistake is answered with what was understood, where it stopped, and an example', async () => {
  const bot = await openBot()
  const answer = await ask(bot, 'add "data center" typ:ai')
  expect(answer.text).toBe(
    'Understood: add "data center". Stopped at "typ:ai": "typ:" is none of company:, type:, min:, industry:, sure:, official:, role:, not: and feed:. For example: /watch add "data center" type:ai min:$100m not:"crypto"',
  )
  expect((await ask(bot, 'help')).text).toContain('/watch mute amazon for 7d')
})

test('what a person types can mention nobody', async () => {
  const bot = await openBot()
  for (const line of [
    'add <!channel> <@U1>',
    'mute "<!here>"',
    'test <!everyone> cuts',
    '<!channel>',
  ]) {
    const { text, blocks } = await ask(bot, line)
    expect(text).not.toMatch(/<[!@]/)
    expect(JSON.stringify(blocks)).not.toContain('mrkdwn')
  }
})

test('where the bot is not and cannot come, it says so with the change', async () => {
  const bot = await openBot()
  const done = await ask(bot, 'mute google', 'newsroom')
  expect(done.text).toBe(
    'Done: muted Google. I am not in this channel, and nothing comes before I am: type /invite @Bellwether here.',
  )
})

test('a public channel that the bot is not in is joined with the change', async () => {
  const bot = await openBot()
  const { members } = bot.slack.channel('random')
  const before = members.size
  expect((await ask(bot, 'mute google', 'random')).text).toBe('Done: muted Google.')
  expect(members.size).toBe(before + 1)
})

test('what Slack refuses is told by the list', async () => {
  const bot = await openBot()
  await add(bot, 'type:layoffs')
  const channelId = bot.slack.channel('layoffs').id as ChannelId
  await refuse(bot.db, { teamId: bot.slack.team.id as TeamId, channelId }, 'is_archived')
  const list = await ask(bot, 'list')
  expect(wordsOf(list.blocks)).toContain('Nothing can be posted here:  the channel is archived')
})

test('a company that nobody knows keeps its name as it was written', async () => {
  const bot = await openBot()
  for (const line of ['company:"Brasswick & Moore"', 'company:Quillon & Sons']) {
    await add(bot, line)
  }
  const list = wordsOf((await ask(bot, 'list')).blocks)
  expect(list).toContain('company:"Brasswick & Moore" company:"Quillon & Sons"')
  expect((await ask(bot, 'add company:"BRASSWICK & Moore Inc."')).text).toContain('already')
  expect((await ask(bot, 'mute company:"Tessel & Vane"')).text).toBe(
    'Done: muted Tessel &amp; Vane.',
  )
  expect((await ask(bot, 'unmute tessel & vane')).text).toBe('Done: unmuted tessel &amp; vane.')
  expect((await ask(bot, 'remove company:"brasswick & moore"')).text).toBe(
    'Done: removed company:"Brasswick &amp; Moore".',
  )
})

test('a company that is not known is asked about before it is watched', async () => {
  const bot = await openBot()
  const proposal = await ask(bot, 'add company:amazn type:layoffs')
  expect(proposal.text).toContain('No company called "amazn" is known. Did you mean Amazon?')
  const meant = await bot.slack.answer(await bot.slack.click(proposal, 'watch_meant_0'))
  expect(meant.text).toMatch(/^Not saved yet: company:"Amazon" type:layoffs\./)
  const saved = await bot.slack.answer(await bot.slack.click(meant, 'watch_save'))
  expect(saved.text).toBe('Done: added company:"Amazon" type:layoffs.')
  expect((await ask(bot, 'add company:"Brasswick"')).text).not.toContain('Did you mean')
})

test.each(['mute google', 'add robots', 'pause', ''])(
  'in a direct message of several people /watch %s says that nothing can come',
  async (text) => {
    const bot = await openBot()
    bot.slack.addChannel({ name: 'mpdm-ada--grace--heidi-1', private: true })
    expect((await ask(bot, text, 'mpdm-ada--grace--heidi-1')).text).toMatch(
      /^Nothing was changed: nobody can invite me to a direct message of several people/,
    )
  },
)

test.each(['mute amazon and google', 'mute amazon, google for 7d'])(
  '/watch %s mutes no words that nobody meant',
  async (text) => {
    const bot = await openBot()
    expect((await ask(bot, text)).text).toBe(
      'Nothing was changed: a mute takes one company: mute them one by one.',
    )
  },
)

test('in a direct message between people nothing is saved, for nothing could come', async () => {
  const bot = await openBot()
  const { team } = bot.slack
  const people = [...team.users.values()].filter(({ isBot }) => !isBot).slice(0, 2)
  const channel = bot.slack.addChannel({ name: 'ada-and-grace', private: true })
  team.channels.delete(channel.id)
  Object.assign(channel, {
    id: 'D0PEOPLE01',
    kind: 'im',
    members: new Set(people.map(({ id }) => id)),
  })
  team.channels.set(channel.id, channel)
  expect((await ask(bot, 'mute google', 'ada-and-grace')).text).toBe(
    'Nothing was changed: nobody can invite me to a direct message of other people.',
  )
})
