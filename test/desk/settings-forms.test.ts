import fc from 'fast-check'
import { expect, test } from 'vitest'
import { watchChoices } from '../../src/core/channel/choices.ts'
import { type ChannelSettings, silentSettings, watchFor } from '../../src/core/channel/settings.ts'
import { fieldsOfWatch, readWatchFields } from '../../src/core/channel/settings-form.ts'
import { watchText } from '../../src/core/channel/watch-text.ts'
import type { ChannelId, TeamId } from '../../src/core/ids.ts'
import { type Bot, companyOf, directory, openBot, wordsOf } from '../support/bot.ts'
import { anyWords } from '../support/choices.ts'
import { investment, layoff } from '../support/claims.ts'

async function openForm({ slack }: Bot, channel = 'layoffs') {
  await slack.command('/watch', { channel, user: 'ada' })
  await formNamed(slack, 'watch_settings')
}

const formNamed = (slack: Bot['slack'], callback: string) =>
  slack.until(() => {
    const view = slack.modal('ada')
    return view?.callback_id === callback ? view : undefined
  }, `the form ${callback}`)

/** Presses a button of the open form. */
async function press({ slack }: Bot, action: string, value?: string) {
  const view = slack.modal('ada')
  if (!view) throw new Error('test: no form is open')
  await slack.click(view, action, { user: 'ada', ...(value !== undefined && { value }) })
}

/** Chooses "Change" or "Remove" beside the watch of that number, counted from 1. */
async function choose(bot: Bot, number: number, entry: 'Change' | 'Remove') {
  const action = `form_row_${number - 1}`
  const rows = (bot.slack.modal('ada')?.blocks ?? []) as unknown as {
    accessory?: { action_id: string; options: { text: { text: string }; value: string }[] }
  }[]
  const menu = rows.find(({ accessory }) => accessory?.action_id === action)?.accessory
  const option = menu?.options.find(({ text }) => text.text === entry)
  if (!option) throw new Error(`test: row ${number} offers no ${entry}`)
  await press(bot, action, option.value)
}

const ask = async ({ slack }: Bot, line: string) =>
  slack.answer(await slack.command(`/watch ${line}`, { channel: 'layoffs', user: 'ada' }))

test('a watch is added through the form, which shows first what it would have done', async () => {
  const bot = await openBot()
  const { slack } = bot
  await bot.tell(layoff({ company: companyOf('Amazon') }), 3, { title: 'A data center closes' })
  await openForm(bot)
  await press(bot, 'form_new')
  await formNamed(slack, 'watch_form')
  const sent = await slack.submitView('ada', {
    match: 'data center',
    minHeadcount: '1,000',
    not: 'rumour',
  })
  expect(sent.outcome).toBe('updated')
  const trial = await formNamed(slack, 'watch_trial')
  expect(wordsOf(trial.blocks)).toContain('In the last 30 days: 1 story, 1 event.')
  expect(wordsOf(trial.blocks)).toContain('A data center closes')
  await slack.submitView('ada')
  const settings = await formNamed(slack, 'watch_settings')
  expect(wordsOf(settings.blocks)).toContain('Done: added "data center" min:1000 not:"rumour".')
  expect((await ask(bot, 'list')).text).toContain('"data center" min:1000 not:"rumour"')
})

test('a watch asks through the form for the part that its companies have, and shows it when it is changed', async () => {
  const bot = await openBot()
  const { slack } = bot
  const payer = companyOf('Google')
  const deal = { kind: 'stake', amount: 2e9, currency: 'USD' } as const
  const given = { ...deal, company: companyOf('Amazon'), from: [payer] }
  await bot.tell(investment(given), 3, { title: 'Google pays' })
  await bot.tell(investment({ ...deal, company: payer }), 4, { title: 'Google receives' })
  await openForm(bot)
  await press(bot, 'form_new')
  await formNamed(slack, 'watch_form')
  await slack.submitView('ada', { companies: 'Google', role: 'payer' })
  const trial = wordsOf((await formNamed(slack, 'watch_trial')).blocks)
  expect(trial).toContain('Google pays')
  expect(trial).not.toContain('Google receives')
  await slack.submitView('ada')
  await formNamed(slack, 'watch_settings')
  expect((await ask(bot, 'list')).text).toContain('company:"Google" role:payer')
  await choose(bot, 1, 'Change')
  const form = JSON.stringify((await formNamed(slack, 'watch_form')).blocks)
  expect(form).toMatch(/"initial_option":\{[^}]*\{[^}]*Pay: invest, buy or spend/)
})

test('what the grammar wrote the form shows, and changing it shows what comes and goes', async () => {
  const bot = await openBot()
  const { slack } = bot
  await bot.tell(layoff({ company: companyOf('Amazon') }), 3, { title: 'Amazon lets go' })
  await bot.tell(layoff({ company: companyOf('Google') }), 4, { title: 'Google lets go' })
  const proposal = await ask(bot, 'add company:amazon type:layoffs')
  await slack.answer(await slack.click(proposal, 'watch_save'))
  await openForm(bot)
  await choose(bot, 1, 'Change')
  const form = await formNamed(slack, 'watch_form')
  expect(JSON.stringify(form.blocks)).toContain('"initial_value":"Amazon"')
  await slack.submitView('ada', { companies: 'Google' })
  const words = wordsOf((await formNamed(slack, 'watch_trial')).blocks)
  expect(words).toMatch(/New by this change:\s+1 story\. Google lets go/)
  expect(words).toMatch(/Gone by this change:\s+1 story\. Amazon lets go/)
  await press(bot, 'form_again')
  await formNamed(slack, 'watch_form')
  await slack.submitView('ada')
  await formNamed(slack, 'watch_trial')
  await slack.submitView('ada')
  await formNamed(slack, 'watch_settings')
  expect((await ask(bot, 'list')).text).toBe(
    'This channel hears 1 watch: company:"Google" type:layoffs',
  )
})

test('what cannot be is said under its field, and nothing is saved', async () => {
  const bot = await openBot()
  await openForm(bot)
  await press(bot, 'form_new')
  await formNamed(bot.slack, 'watch_form')
  expect((await bot.slack.submitView('ada')).errors).toEqual({
    match: 'give words, a company or a kind of news',
  })
  const sent = await bot.slack.submitView('ada', {
    match: '(gpu',
    minHeadcount: 'many',
    minAmountUsd: '5 m',
  })
  expect(Object.keys(sent.errors)).toEqual(['match', 'minHeadcount'])
  expect((await ask(bot, 'list')).text).toBe('This channel hears nothing yet.')
})

test('a watch is removed from its row, and the removal undone', async () => {
  const bot = await openBot()
  const { slack } = bot
  await slack.answer(await slack.click(await ask(bot, 'add robots'), 'watch_save'))
  await openForm(bot)
  await choose(bot, 1, 'Remove')
  await slack.until(
    () => wordsOf(slack.modal('ada')?.blocks).includes('Done: removed'),
    'the removal',
  )
  await press(bot, 'form_undo')
  await slack.until(
    () => wordsOf(slack.modal('ada')?.blocks).includes('Undone: removed'),
    'the undoing',
  )
  expect((await ask(bot, 'list')).text).toContain('"robots"')
})

test('of two watches of which one begins like the other, the one that was meant is changed or removed', async () => {
  const bot = await openBot()
  const { slack } = bot
  await slack.answer(
    await slack.click(await ask(bot, 'add company:amazon type:layoffs min:500'), 'watch_save'),
  )
  await slack.answer(
    await slack.click(await ask(bot, 'add company:amazon type:layoffs'), 'watch_save'),
  )
  await openForm(bot)
  await choose(bot, 2, 'Change')
  const form = await formNamed(slack, 'watch_form')
  expect(JSON.stringify(form.blocks)).not.toContain('"initial_value":"500"')
  await press(bot, 'form_back')
  await formNamed(slack, 'watch_settings')
  await choose(bot, 2, 'Remove')
  await slack.until(
    () => wordsOf(slack.modal('ada')?.blocks).includes('Done: removed'),
    'the removal',
  )
  expect((await ask(bot, 'list')).text).toBe(
    'This channel hears 1 watch: company:"Amazon" type:layoffs min:500',
  )
})

test('two watches that ask for the same, as a file may have them, are removed one at a time', async () => {
  const bot = await openBot()
  const { slack } = bot
  const twice = watchFor({ types: ['layoff'] })
  const place = {
    teamId: slack.team.id as TeamId,
    channelId: slack.channel('layoffs').id as ChannelId,
  }
  const kept = { ...silentSettings, watches: [twice, twice] } as unknown as ChannelSettings
  await bot.settings.recordSettings(place, {
    settings: kept,
    what: 'as before',
    userId: 'U1',
    at: 1,
  })
  await openForm(bot)
  await choose(bot, 2, 'Remove')
  await slack.until(
    () => wordsOf(slack.modal('ada')?.blocks).includes('Done: removed'),
    'the removal',
  )
  expect((await ask(bot, 'list')).text).toBe('This channel hears 1 watch: type:layoffs')
})

test('a form finds its watch, though somebody changed it meanwhile', async () => {
  const bot = await openBot()
  const { slack } = bot
  await slack.answer(await slack.click(await ask(bot, 'add type:layoffs'), 'watch_save'))
  await openForm(bot)
  await choose(bot, 1, 'Change')
  await formNamed(slack, 'watch_form')
  await slack.submitView('ada', { minHeadcount: '100' })
  await formNamed(slack, 'watch_trial')
  const place = {
    teamId: slack.team.id as TeamId,
    channelId: slack.channel('layoffs').id as ChannelId,
  }
  const { settings } = await bot.settings.findSettings(place)
  const [watch] = settings.watches
  if (!watch) throw new Error('test: no watch')
  const meanwhile = { ...settings, watches: [{ ...watch, minHeadcount: 7 }] }
  await bot.settings.recordSettings(place, {
    settings: meanwhile,
    what: 'other',
    userId: 'U1',
    at: 1,
  })
  await slack.submitView('ada')
  const words = wordsOf((await formNamed(slack, 'watch_settings')).blocks)
  expect(words).toContain('Done: changed type:layoffs min:7 to type:layoffs min:100.')
  expect((await ask(bot, 'list')).text).toBe('This channel hears 1 watch: type:layoffs min:100')
})

/** As Slack sends it; nobody takes what the acknowledgement says. */
function sendRaw({ slack }: Bot, values: object) {
  const view = slack.modal('ada')
  const payload = {
    type: 'view_submission',
    team: { id: slack.team.id },
    user: { id: 'UADA' },
    trigger_id: crypto.randomUUID(),
    view: { ...view, state: { values } },
  }
  const envelope_id = crypto.randomUUID()
  slack.link.frame(
    JSON.stringify({ type: 'interactive', envelope_id, accepts_response_payload: true, payload }),
  )
}

const entered = (block: string, value: string) => ({
  [block]: { [block]: { type: 'plain_text_input', value } },
})

test.each([
  ['form_new', 'watch_form', entered('match', 'robots'), 'watch_trial', 'Not saved yet.'],
  ['form_ways', 'ways_form', entered('zone', 'Europe/Lisbon'), 'watch_settings', 'hold now'],
] as const)(
  'after %s, a form that is sent twice is answered once more, and no "One moment" stays',
  async (button, form, values, answered, words) => {
    const bot = await openBot()
    const { slack } = bot
    await openForm(bot)
    await press(bot, button)
    await formNamed(slack, form)
    const answers = slack.traffic.calls('views.update').length
    sendRaw(bot, values)
    sendRaw(bot, values)
    await slack.until(() => slack.traffic.calls('views.update').length === answers + 2, 'both')
    const shown = slack.traffic
      .calls('views.update')
      .slice(answers)
      .map((call) => JSON.stringify(call))
    expect(shown.every((call) => call.includes(answered))).toBe(true)
    expect(shown.some((call) => call.includes(words))).toBe(true)
  },
)

async function openWays(bot: Bot): Promise<void> {
  await openForm(bot)
  await press(bot, 'form_ways')
  await formNamed(bot.slack, 'ways_form')
}

test('a form that waits says itself that its answer failed', async () => {
  const bot = await openBot()
  const { slack } = bot
  await openWays(bot)
  slack.faults.add({ method: 'views.update', kind: 'error', error: 'internal_error' })
  await slack.submitView('ada')
  const said = wordsOf((await formNamed(slack, 'saying')).blocks)
  expect(said).toContain('That went wrong on our side')
})

test('whoever closed a form that waits is told in the channel that its answer failed', async () => {
  const bot = await openBot()
  const { slack } = bot
  await openWays(bot)
  slack.faults.add({ method: 'views.update', kind: 'error', error: 'internal_error' })
  slack.faults.add({ method: 'views.update', kind: 'error', error: 'not_found' })
  await slack.submitView('ada')
  await slack.until(() => slack.traffic.calls('chat.postEphemeral').length > 0, 'an apology')
  const [said] = slack.traffic.calls('chat.postEphemeral')
  expect(JSON.stringify(said)).toContain('That went wrong on our side')
})

test('a form adds what a channel hears already no second time', async () => {
  const bot = await openBot()
  const { slack } = bot
  await slack.answer(await slack.click(await ask(bot, 'add robots'), 'watch_save'))
  await openForm(bot)
  await press(bot, 'form_new')
  await formNamed(slack, 'watch_form')
  await slack.submitView('ada', { match: 'robots' })
  const words = wordsOf((await formNamed(slack, 'watch_settings')).blocks)
  expect(words).toContain('Nothing was changed: this channel hears "robots" already.')
})

test('how and when are set in a form of their own', async () => {
  const bot = await openBot()
  const { slack } = bot
  await openWays(bot)
  const wrong = await slack.submitView('ada', { quiet_from: '22:00', zone: 'Mars/Olympus' })
  expect(Object.keys(wrong.errors).sort()).toEqual(['quiet_to', 'zone'])
  await slack.submitView('ada', {
    digest: 'weekly',
    day: '5',
    at: '16:30',
    quiet_to: '07:00',
    zone: 'Europe/Lisbon',
    updates: 'thread',
    mute: 'Amazon\n"stock price"',
  })
  await formNamed(slack, 'watch_settings')
  const words = wordsOf((await ask(bot, 'list')).blocks)
  expect(words).toContain('A weekly digest on Friday at 16:30, Europe/Lisbon.')
  expect(words).toContain('Quiet from 22:00 to 07:00, Europe/Lisbon.')
  expect(words).toContain('Muted:  Amazon')
  expect(words).toContain('Muted:  "stock price"')
  await press(bot, 'form_pause')
  await slack.until(
    () => wordsOf(slack.modal('ada')?.blocks).includes('Paused until it is'),
    'the pause',
  )
  await press(bot, 'form_resume')
  await slack.until(
    () => wordsOf(slack.modal('ada')?.blocks).includes('Done: resumed'),
    'the end of the pause',
  )
})

test('who may not change a channel is told so in the form', async () => {
  const bot = await openBot()
  bot.editors.set(bot.slack.channel('layoffs').id as never, ['UNOBODY'])
  await openForm(bot)
  await press(bot, 'form_pause')
  await bot.slack.until(
    () => wordsOf(bot.slack.modal('ada')?.blocks).includes('Nothing was changed: only those'),
    'the refusal',
  )
})

test('the fields of any watch read back as the same watch', () => {
  const words = fc
    .stringMatching(/^[a-z0-9][a-z0-9-]{2,20}$/)
    .filter((text) => !/^(and|not)$/.test(text))
  const watches = fc.record({
    match: words,
    companies: fc.uniqueArray(fc.constantFrom('amazon', 'google', '~acme'), { maxLength: 3 }),
    types: fc.uniqueArray(
      fc.constantFrom('layoff' as const, 'ai_investment' as const, 'any' as const),
    ),
    minHeadcount: fc.option(fc.nat(9_000_000)),
    minAmountUsd: fc.option(fc.nat(2_000_000_000)),
    ...anyWords(watchChoices),
    not: fc.array(words, { maxLength: 3 }),
  })
  fc.assert(
    fc.property(watches, (watch) => {
      const { types, ...fields } = fieldsOfWatch(watch, directory)
      const read = readWatchFields({ ...fields, types }, directory)
      expect(read.kind === 'read' && watchText(read.value, directory)).toBe(
        watchText(watch, directory),
      )
    }),
  )
})

test('whoever has left a channel changes nothing of it by a form that is still open', async () => {
  const bot = await openBot()
  const { slack } = bot
  await openForm(bot)
  const ada = [...slack.team.users.values()].find(({ name }) => name === 'ada')?.id ?? ''
  slack.channel('layoffs').members.delete(ada)
  await press(bot, 'form_pause')
  const said = await slack.until(
    () => wordsOf(slack.modal('ada')?.blocks).includes('you are not in that channel') || undefined,
    'the refusal',
  )
  expect(said).toBe(true)
  const place = {
    teamId: slack.team.id as TeamId,
    channelId: slack.channel('layoffs').id as ChannelId,
  }
  expect((await bot.settings.findSettings(place)).from).toBe('nobody')
})

test('a form that is about another channel than the person’s own is refused when it is sent', async () => {
  const bot = await openBot()
  const { slack } = bot
  await openForm(bot)
  await press(bot, 'form_ways')
  const view = await formNamed(slack, 'ways_form')
  const elsewhere = slack.addChannel({ name: 'board', private: true, botIn: true })
  elsewhere.members.delete(
    [...slack.team.users.values()].find(({ name }) => name === 'ada')?.id ?? '',
  )
  Object.assign(view, { private_metadata: JSON.stringify({ channel: elsewhere.id }) })
  await slack.submitView('ada', { digest: 'daily' })
  await formNamed(slack, 'saying')
  expect(wordsOf(slack.modal('ada')?.blocks)).toContain('you are not in that channel')
  const place = { teamId: slack.team.id as TeamId, channelId: elsewhere.id as ChannelId }
  expect((await bot.settings.findSettings(place)).from).toBe('nobody')
})
