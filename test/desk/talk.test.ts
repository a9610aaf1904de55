import { expect, test } from 'vitest'
import { type Bot, companyOf, openBot, wordsOf } from '../support/bot.ts'
import { investment, layoff } from '../support/claims.ts'

const amazon = companyOf('Amazon')
const google = companyOf('Google')

/** Mentions the bot in a channel, and reads what it answers in the thread. */
async function mention({ slack }: Bot, text: string, channel = 'layoffs') {
  const message = slack.say(channel, 'ada', `@bellwether ${text}`)
  const [answer] = await slack.until(() => {
    const thread = slack.thread(message)
    return thread.length > 0 && thread
  }, 'the answer')
  if (!answer) throw new Error('test: no answer')
  return answer
}

/** Writes the bot a direct message, and reads its answer. */
async function write({ slack }: Bot, text: string) {
  const { id, messages } = slack.direct('ada')
  const before = messages.length
  slack.say(id, 'ada', text)
  return slack.until(() => messages.slice(before).find(({ isBot }) => isBot), 'the answer')
}

test('a mention is answered in its thread, for everybody there', async () => {
  const bot = await openBot()
  await bot.tell(layoff({ company: amazon, headcount: 900 }), 3)
  const answer = await mention(bot, 'amazon')
  expect(answer.ephemeralTo).toBeUndefined()
  expect(wordsOf(answer.blocks)).toContain('900 jobs')
  expect(wordsOf(answer.blocks)).not.toContain('Share to the channel')
  expect(bot.slack.posted('layoffs')).toHaveLength(1)
})

test('a mention in a thread is answered in that thread', async () => {
  const bot = await openBot()
  await bot.tell(layoff({ company: amazon, headcount: 900 }), 3)
  const parent = bot.slack.say('layoffs', 'grace', 'what of Amazon?')
  bot.slack.say('layoffs', 'ada', '@bellwether amazon', parent.ts)
  const thread = await bot.slack.until(
    () => bot.slack.thread(parent).length > 1 && bot.slack.thread(parent),
    'the answer',
  )
  expect(wordsOf(thread[1]?.blocks)).toContain('900 jobs')
})

test('a direct message asks in the words of the commands, and a little wider', async () => {
  const bot = await openBot()
  await bot.tell(layoff({ company: amazon, headcount: 900 }), 3)
  await bot.tell(layoff({ company: google, headcount: 90 }), 4)
  await bot.tell(layoff({ company: google, headcount: 70 }), 100)
  expect(wordsOf((await write(bot, 'amazon layoffs since june')).blocks)).toContain('900 jobs')
  const compared = wordsOf((await write(bot, 'compare amazon and google')).blocks)
  expect(compared).toContain('Amazon')
  expect(compared).toContain('Google')
  expect((await write(bot, 'layoffs in the last 30 days')).text).toContain('990 jobs')
  expect((await write(bot, 'watch list')).text).toBe('This channel hears nothing yet.')
})

test('who cut most is answered by company, units with their owner, from firm numbers alone', async () => {
  const bot = await openBot()
  await bot.tell(layoff({ company: amazon, headcount: 500 }), 3)
  await bot.tell(layoff({ company: companyOf('AWS'), headcount: 300 }), 4)
  await bot.tell(layoff({ company: google, headcount: 600 }), 5)
  await bot.tell(layoff({ company: google, headcount: 9000, stance: 'rumoured' }), 5)
  await bot.tell(layoff({ company: google, headcount: 7000 }), 60)
  await bot.tell(layoff({ company: companyOf('C3 AI'), headcount: null }), 6)
  const answer = await write(bot, 'who cut most this month?')
  expect(answer.text).toBe(
    'Who cut most jobs since 2026-11-01: Amazon: 800 jobs, Google: 600 jobs.',
  )
  const words = wordsOf(answer.blocks)
  expect(words).toContain('Amazon : 800 jobs, told in 2 events')
  expect(words).toContain('1 round more gave no number')
})

test('who cut most leaves out other trades and says so, unless all are asked for', async () => {
  const bot = await openBot()
  const bank = { trade: 'other', by: 'bank' } as const
  await bot.tell(layoff({ company: companyOf('C3 AI'), headcount: 900, industry: bank }), 3)
  await bot.tell(layoff({ company: google, headcount: 600 }), 5)
  const answer = await write(bot, 'who cut most this month')
  expect(answer.text).toBe('Who cut most jobs since 2026-11-01: Google: 600 jobs.')
  expect(wordsOf(answer.blocks)).toContain('1 layoff elsewhere left out:  industry:all')
  const all = await write(bot, 'who cut most this month industry:all')
  expect(all.text).toBe('Who cut most jobs since 2026-11-01: C3 AI: 900 jobs, Google: 600 jobs.')
  expect(wordsOf(all.blocks)).not.toContain('left out')
})

test('the biggest rounds are a table of events with their sources', async () => {
  const bot = await openBot()
  await bot.tell(investment({ company: google, amount: 5e9 }), 0.2, { by: ['Example Wire'] })
  await bot.tell(investment({ company: amazon, amount: 7e9 }), 0.1, { by: ['Other Wire'] })
  await bot.tell(investment({ company: amazon, amount: 90e9, kind: 'capex' }), 0.1)
  const answer = await write(bot, 'biggest AI rounds this week')
  expect(answer.text).toContain('Amazon: $7 bn, Google: $5 bn')
  expect(wordsOf(answer.blocks)).toContain('Other Wire')
})

test('money that is raised and money that is spent are not in one list, unless all is asked for', async () => {
  const bot = await openBot()
  await bot.tell(investment({ company: google, amount: 5e9 }), 0.2)
  await bot.tell(investment({ company: amazon, amount: 90e9, kind: 'capex' }), 0.1)
  const all = await write(bot, 'biggest AI deals this week')
  expect(all.text).toContain('Amazon: $90 bn, Google: $5 bn.')
  const spent = await write(bot, 'who spent the most on AI this week')
  expect(spent.text).toMatch(/^Who spends most on AI since .*: Amazon: \$90 bn\.$/)
  const raised = await write(bot, 'who raised most this week')
  expect(raised.text).toMatch(/^Who raised most for AI since .*: Google: \$5 bn\.$/)
})

test('what was not understood is named, with two examples, and nothing is guessed', async () => {
  const bot = await openBot()
  await bot.tell(layoff({ company: amazon, headcount: 900 }), 3)
  const answer = await write(bot, 'who is the ceo of amazon?')
  expect(answer.text).toBe(
    'I did not understand "who is the ceo of amazon". For example: amazon layoffs since june · who cut most this month',
  )
  expect((await mention(bot, '')).text).toContain('Ask me, for example')
})

test('settings change by a mention as by the command, and only for whom may', async () => {
  const bot = await openBot()
  expect((await mention(bot, 'watch mute google')).text).toBe('Done: muted Google.')
  bot.editors.set(bot.slack.channel('layoffs').id as never, ['U0BOSS'])
  expect((await mention(bot, 'watch unmute google')).text).toContain('only those whom')
})

test('a watch that is proposed in a thread is saved there by its button', async () => {
  const bot = await openBot()
  const proposal = await mention(bot, 'watch add robots')
  const saved = await bot.slack.answer(
    await bot.slack.click(proposal, 'watch_save', { user: 'grace' }),
  )
  expect(saved.text).toBe('Done: added "robots".')
  expect((await mention(bot, 'watch')).text).toBe('This channel hears 1 watch: "robots"')
})

test('the bot answers no bot, and no event twice', async () => {
  const bot = await openBot()
  const { slack } = bot
  const { id: channel, messages } = slack.direct('ada')
  const user = [...slack.team.users.values()].find(({ name }) => name === 'ada')?.id ?? ''
  const said = { type: 'message', channel_type: 'im', channel, text: 'help', ts: '1.000001' }
  await slack.event({ ...said, user, bot_id: 'B0OTHER' }, undefined, 'Ev0')
  await slack.event({ ...said, user, subtype: 'message_changed' }, undefined, 'Ev1')
  for (let time = 0; time < 3; time++) await slack.event({ ...said, user }, undefined, 'Ev2')
  await write(bot, 'help')
  expect(messages.filter(({ isBot }) => isBot)).toHaveLength(2)
})

async function judge({ slack }: Bot, text: string) {
  const message = slack.say('layoffs', 'grace', text)
  return slack.answer(await slack.shortcut(message, 'judge_message', 'ada'))
}

test('Judge this tells of a link that a feed has shown what became of it here', async () => {
  const bot = await openBot()
  await bot.tell(layoff({ company: amazon, headcount: 900 }), 3, { title: 'A cut' })
  const story = await bot.db.selectFrom('story').selectAll().executeTakeFirstOrThrow()
  const answer = await judge(bot, `look at <${story.link}?utm_source=x|this>`)
  expect(bot.slack.ephemeral('layoffs', 'ada')).toEqual([answer])
  expect(answer.text).toContain('Judged to be about layoffs.')
  expect(answer.text).toContain('No message of this channel tells it.')
})

test('Judge this tells of a headline what it would be judged to be, and that no feed has shown it', async () => {
  const bot = await openBot()
  const linked = await judge(bot, 'Amazon cuts 16,000 jobs <https://elsewhere.example/a>')
  expect(linked.text).toContain('No feed has shown its link, so it was not told here')
  expect(linked.text).toContain('Rule cuts spoke for it')
  const bare = await judge(bot, 'Amazon cuts 16,000 jobs')
  expect(bare.text).toContain('There is no link in it')
  const link = await judge(bot, '<https://elsewhere.example/a>')
  expect(link.text).toContain('No feed has shown this link')
})
