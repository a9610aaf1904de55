import { expect, test } from 'vitest'
import { unknownCompany } from '../../src/core/reading/company.ts'
import { companyOf, openBot, wordsOf } from '../support/bot.ts'
import { investment, layoff } from '../support/claims.ts'
import { readFeeds } from '../support/feeds.ts'

const amazon = companyOf('Amazon')
const aws = companyOf('AWS')

async function openFilled() {
  const bot = await openBot()
  const about = { approximate: true, stance: 'announced' } as const
  await bot.tell(layoff({ company: amazon, headcount: 16_000, cause: 'ai', ...about }), 26, {
    by: ['Wire One', 'Paper Two', 'Site Three', 'Blog Four'],
  })
  await bot.tell(layoff({ company: aws, headcount: 500 }), 100)
  await bot.tell(investment({ company: amazon, amount: 4e9, currency: 'USD', kind: 'capex' }), 40)
  await bot.tell(investment({ company: amazon, amount: 2e9, currency: 'EUR', kind: 'capex' }), 500)
  await bot.tell(layoff({ company: amazon, headcount: 9_000, stance: 'rumoured' }), 10)
  return bot
}

test('/company tells totals, charts and the events newest first, to the asker alone', async () => {
  const { slack } = await openFilled()
  const asked = await slack.command('/company amazon', { channel: 'layoffs', user: 'ada' })
  const answer = await slack.answer(asked)
  expect(slack.posted('layoffs')).toEqual([])
  expect(answer.text).toBe(
    'Amazon: 2 rounds of layoffs, about 16,500 jobs; 1 AI commitment, $4 bn since Nov 2025.',
  )
  expect(answer.blocks.map(({ type }) => type)).toEqual([
    'header',
    'rich_text',
    'rich_text',
    'data_visualization',
    'data_visualization',
    'data_table',
    'rich_text',
    'actions',
  ])
  const words = wordsOf(answer.blocks)
  expect(words).toContain('1 rumour not counted')
  expect(words).toContain('Cut jobs within 60 days of an AI commitment, twice.')
  expect(words).toContain('2 AI commitments, $6.2 bn')
  expect(words).toContain('Wire One ,  Paper Two ,  Site Three  and 1 more')
  expect(words).toContain('€2 bn (about $2.2 bn)')
  expect(words).toContain('Units:  AWS (1)')
})

test.each(['AMZN', 'amazon.com', '"Amazon"', 'Amazon layoffs'])(
  '/company %s finds Amazon',
  async (name) => {
    const { slack } = await openFilled()
    const asked = await slack.command(`/company ${name}`, { channel: 'layoffs' })
    expect((await slack.answer(asked)).text).toMatch(/^Amazon: 2 rounds/)
  },
)

test('a unit by itself tells only its own events', async () => {
  const { slack } = await openFilled()
  const asked = await slack.command('/company aws', { channel: 'layoffs' })
  expect((await slack.answer(asked)).text).toBe('AWS: 1 round of layoffs, 500 jobs since Nov 2025.')
})

test('a typing error is asked back, and the button answers in its place', async () => {
  const { slack } = await openFilled()
  const asked = await slack.command('/company amazn', { channel: 'layoffs', user: 'ada' })
  const answer = await slack.answer(asked)
  expect(answer.text).toBe('Nothing is known of "amazn". Did you mean Amazon?')
  const click = await slack.click(answer, 'company_meant_0')
  expect((await slack.answer(click)).text).toMatch(/^Amazon: 2 rounds/)
  expect(slack.ephemeral('layoffs', 'ada')).toHaveLength(1)
})

test('where nothing is known the answer says what is being watched', async () => {
  const { slack, db } = await openFilled()
  await readFeeds(db, { wire: { url: 'https://wire.example', name: 'Wire', stories: 8 } }, 1)
  const asked = await slack.command('/company Zzyzx Robotics', { channel: 'layoffs' })
  const answer = await slack.answer(asked)
  expect(answer.text).toBe('Nothing is known of "Zzyzx Robotics".')
  expect(wordsOf(answer.blocks)).toContain('1 feed is watched; 8 stories read since')
})

test('several companies are compared', async () => {
  const { slack, tell } = await openFilled()
  await tell(layoff({ company: companyOf('Google'), headcount: 1_000 }), 5)
  const asked = await slack.command('/company amazon, google', { channel: 'layoffs' })
  const answer = await slack.answer(asked)
  expect(answer.text).toMatch(/^Amazon: 2 rounds.*\. Google: 1 round of layoffs, 1,000 jobs$/)
  expect(wordsOf(answer.blocks)).toContain('Since  2025-11-23 . ')
  expect(wordsOf(answer.blocks)).toContain('Google 1 round 1,000 none none none none')
})

test('a company that cut nothing has no rounds beside the others', async () => {
  const { slack, tell } = await openFilled()
  await tell(investment({ company: companyOf('Google'), amount: 1e9, kind: 'capex' }), 5)
  const asked = await slack.command('/company amazon, google in 2026', { channel: 'layoffs' })
  const words = wordsOf((await slack.answer(asked)).blocks)
  expect(words).toContain('In 2026 . ')
  expect(words).toContain('Google none none $1 bn none none none')
})

test('more shows the next rows in place', async () => {
  const { slack, tell } = await openBot()
  for (let days = 1; days <= 13; days++) {
    await tell(layoff({ company: amazon, headcount: days }), days)
  }
  const asked = await slack.command('/company amazon', { channel: 'layoffs', user: 'ada' })
  const answer = await slack.answer(asked)
  expect(wordsOf(answer.blocks)).toContain('More (3)')
  const click = await slack.click(answer, 'company_more')
  const next = await slack.answer(click)
  expect(wordsOf(next.blocks)).toContain('11 jobs')
  expect(wordsOf(next.blocks)).not.toContain('More (')
  expect(slack.ephemeral('layoffs', 'ada')).toHaveLength(1)
})

test('an answer is shared with the channel, without its buttons, by name', async () => {
  const { slack } = await openFilled()
  const asked = await slack.command('/company amazon', { channel: 'layoffs', user: 'ada' })
  await slack.click(await slack.answer(asked), 'company_share')
  await slack.until(() => slack.posted('layoffs').length > 0, 'the shared answer')
  const [post] = slack.posted('layoffs')
  expect(post?.text).toMatch(/^Amazon: 2 rounds/)
  expect(post?.blocks.some(({ type }) => type === 'actions')).toBe(false)
  expect(wordsOf(post?.blocks)).toContain('Shared by')
})

test('the CSV comes as a direct message, with every event and source', async () => {
  const { slack } = await openFilled()
  const asked = await slack.command('/company amazon', { channel: 'layoffs', user: 'ada' })
  await slack.click(await slack.answer(asked), 'company_csv')
  await slack.until(
    () => slack.team.files.size > 0 && [...slack.team.files.values()][0]?.shared,
    'the file',
  )
  const [file] = slack.team.files.values()
  expect(file?.name).toBe('amazon.csv')
  const lines = file?.bytes.toString('utf8').trim().split('\n') ?? []
  expect(lines).toHaveLength(6)
  expect(lines[2]).toContain('2026-10-28,Amazon,layoff,16000,,ai')
  expect(lines[2]).toContain('Wire One; Paper Two; Site Three; Blog Four')
})

const parties = [
  companyOf('Google'),
  unknownCompany('Nvidia'),
  unknownCompany('Anthropic'),
  unknownCompany('Wiz'),
] as const

test('/company tells money out, money in, bought and sold apart, for each of the companies in a deal', async () => {
  const { slack, tell } = await openFilled()
  const [google, nvidia, anthropic, wiz] = parties
  const from = [nvidia, google]
  await tell(investment({ company: anthropic, kind: 'stake', amount: 15e9, from }), 9)
  await tell(investment({ company: anthropic, kind: 'stake', amount: 2e9, from: [nvidia] }), 8)
  await tell(investment({ company: wiz, kind: 'acquisition', amount: 32e9, from: [google] }), 7)
  const textOf = async (name: string) =>
    (await slack.answer(await slack.command(`/company ${name}`, { channel: 'layoffs' }))).text
  const told = await slack.command('/company nvidia', { channel: 'layoffs' })
  expect(wordsOf((await slack.answer(told)).blocks)).toContain('Anthropic Stake, from Nvidia $2 bn')
  expect(await textOf('anthropic')).toContain('Anthropic: money raised 2 times, $17 bn')
  expect(await textOf('nvidia')).toContain('Nvidia: 2 stakes in others, at least $2 bn')
  expect(await textOf('google')).toContain(
    'Google: 1 stake in others, amount unknown; 1 purchase, $32 bn',
  )
  expect(await textOf('wiz')).toContain('Wiz: bought by another, $32 bn')
  const compared = await slack.command('/company nvidia, anthropic', { channel: 'layoffs' })
  const words = wordsOf((await slack.answer(compared)).blocks)
  expect(words).toContain('Between them: Nvidia invests $2 bn in Anthropic')
  expect(words).toContain('Anthropic gets $15 bn from Nvidia and Google')
})

test('/trends counts no dollar twice: what one invests, another raises', async () => {
  const { slack, tell } = await openFilled()
  const [google, nvidia, anthropic] = parties
  await tell(investment({ company: anthropic, kind: 'stake', amount: 2e9, from: [nvidia] }), 8)
  await tell(
    investment({ company: anthropic, kind: 'acquisition', amount: 9e9, from: [google] }),
    7,
  )
  const answer = await slack.answer(await slack.command('/trends 30d ai', { channel: 'layoffs' }))
  const words = wordsOf(answer.blocks)
  expect(words).toContain('Raised for AI:  1 deal, $2 bn')
  expect(words).toContain('Spent on AI:  0 deals, $0')
  expect(words).toContain('AI companies bought:  1 deal, $9 bn')
})

test('/trends sets a period against the one before, and names who cuts and invests at once', async () => {
  const { slack, tell } = await openFilled()
  await tell(layoff({ company: companyOf('Google'), headcount: 8_250 }), 130)
  const asked = await slack.command('/trends 90d', { channel: 'layoffs' })
  const answer = await slack.answer(asked)
  expect(answer.text).toBe(
    'Tech in 90 days: 1 round of layoffs, about 16,000 jobs; 1 AI commitment, $4 bn.',
  )
  const words = wordsOf(answer.blocks)
  expect(words).toContain(
    'Layoffs:  1 round, about 16,000 jobs ; in the 90 days before 2 rounds, 8,750 jobs (+83%)',
  )
  expect(words).toContain('Amazon : 16,000 jobs cut, $4 bn into AI')
  expect(words).toContain('Retail:  1 round of layoffs')
})

test('/trends sets nothing against a time of which nothing is recorded', async () => {
  const { slack, tell } = await openBot()
  await tell(layoff({ company: amazon, headcount: 700 }), 5)
  const words = wordsOf(
    (await slack.answer(await slack.command('/trends 1y', { channel: 'layoffs' }))).blocks,
  )
  expect(words).toContain('Tech in 1 year')
  expect(words).toContain('Layoffs:  1 round, 700 jobs Raised for AI:')
  expect(words).toContain('No such event is recorded before  2026-11-18  to compare this with.')
})

test.each([
  ['30d', 'week', ['24 Oct', '26 Oct', '2 Nov', '9 Nov', '16 Nov']],
  ['26w', 'month', ['May ’26', 'Jun ’26', 'Jul ’26', 'Aug ’26', 'Sep ’26', 'Oct ’26', 'Nov ’26']],
])(
  'the charts of /trends %s say that a column is a %s, and none begins earlier',
  async (asked, step, labels) => {
    const { slack } = await openFilled()
    const answer = await slack.answer(
      await slack.command(`/trends ${asked}`, { channel: 'layoffs' }),
    )
    const [cut] = answer.blocks.filter(({ type }) => type === 'data_visualization')
    expect(cut).toMatchObject({
      title: `Jobs cut by ${step}`,
      chart: { axis_config: { categories: labels } },
    })
  },
)

test('the title of a chart says in what unit its money is drawn', async () => {
  const { slack, tell } = await openFilled()
  await tell(investment({ company: amazon, amount: 100e9, kind: 'capex' }), 3)
  for (const line of ['/trends', '/company amazon', '/company amazon, google']) {
    const answer = await slack.answer(await slack.command(line, { channel: 'layoffs' }))
    const money = answer.blocks.findLast(({ type }) => type === 'data_visualization')
    expect(money).toMatchObject({ title: expect.stringMatching(/, \$ bn$/) })
    expect(JSON.stringify(money)).toContain('"value":100}')
  }
})

test('the industry is technology and what is of unknown trade, unless every one is asked for', async () => {
  const { slack, tell } = await openFilled()
  const industry = { trade: 'other', by: 'a bank' } as const
  await tell(layoff({ company: companyOf('Google'), headcount: 700, industry }), 5)
  const trends = async (text: string) =>
    slack.answer(await slack.command(`/trends ${text}`, { channel: 'layoffs' }))
  const tech = await trends('30d')
  expect(tech.text).toContain('1 round of layoffs, about 16,000 jobs')
  expect(wordsOf(tech.blocks)).toContain('1 layoff elsewhere left out')
  expect((await trends('30d industry:all')).text).toContain(
    '2 rounds of layoffs, about 16,700 jobs',
  )
})

test('what cannot be understood is answered with what can', async () => {
  const { slack } = await openFilled()
  for (const line of ['/company', '/company a,b,c,d,e,f', '/trends last tuesday']) {
    const answer = await slack.answer(await slack.command(line, { channel: 'layoffs' }))
    expect(answer.text).toMatch(/^Not understood.*For example/)
  }
})

test.each([
  ['5x', '"5x" is no period, as 90d, 12w, 6m and 1y are. For example: /trends · '],
  [
    'ai layoffs',
    'name layoffs or ai; both are told where neither is named. For example: /trends · ',
  ],
  [
    'amazon',
    '"amazon" is no period, as 90d, 12w, 6m and 1y are. For example: /company amazon · /trends · ',
  ],
])(
  '/trends %s is answered with a period, or with the company that it may be',
  async (text, words) => {
    const { slack } = await openFilled()
    const answer = await slack.answer(
      await slack.command(`/trends ${text}`, { channel: 'layoffs' }),
    )
    expect(answer.text).toContain(words)
  },
)

test('a Slack that refuses the new blocks gets tables and lists', async () => {
  const { slack } = await openFilled()
  slack.faults.add({
    method: 'response_url',
    kind: 'error',
    error: 'invalid_blocks',
    when: ({ blocks }) => JSON.stringify(blocks).includes('"data_'),
  })
  const answer = await slack.answer(await slack.command('/company amazon', { channel: 'layoffs' }))
  const types = answer.blocks.map(({ type }) => type)
  expect(types).toContain('table')
  expect(types.some((type) => type.startsWith('data_'))).toBe(false)
  expect(wordsOf(answer.blocks)).toContain('Jobs cut 16,000')
})

test('a workspace sees its own feeds and never those of another', async () => {
  const { slack, tell } = await openBot()
  const google = companyOf('Google')
  await tell(layoff({ company: google, headcount: 10 }), 1, { teamId: slack.team.id as never })
  await tell(layoff({ company: google, headcount: 5 }), 1, { teamId: 'TOTHER' as never })
  const asked = await slack.command('/company google', { channel: 'layoffs' })
  expect((await slack.answer(asked)).text).toMatch(/^Google: 1 round of layoffs, 10 jobs/)
})

test('the dossier says what the data shows of how the company behaves', async () => {
  const { slack, tell } = await openBot()
  await tell(layoff({ company: amazon, headcount: 14_000 }), 100)
  await tell(layoff({ company: amazon, headcount: 16_000 }), 20)
  await tell(investment({ company: amazon, amount: 4e9, kind: 'capex' }), 50)
  const words = wordsOf(
    (await slack.answer(await slack.command('/company amazon', { channel: 'layoffs' }))).blocks,
  )
  expect(words).toContain('Newest layoffs at Amazon: second round in 3 months.')
  expect(words).toContain('Cut jobs within 60 days of an AI commitment, twice.')
})

test('a company is watched from its dossier, after it was seen what that brings', async () => {
  const { slack } = await openFilled()
  const ask = (line: string) => slack.command(line, { channel: 'layoffs', user: 'ada' })
  const dossier = await slack.answer(await ask('/company amazon'))
  const proposal = await slack.answer(await slack.click(dossier, 'company_watch'))
  expect(proposal.text).toMatch(/^Not saved yet: company:"Amazon"\. In the last 30 days: 5 stories/)
  const unknown = await slack.answer(await ask('/company Zzyzx Robotics'))
  const other = await slack.answer(await slack.click(unknown, 'company_watch_0'))
  expect(other.text).toMatch(/^Not saved yet: company:"Zzyzx Robotics"\./)
})

test('a year by itself is that year, and no later one', async () => {
  const { slack } = await openFilled()
  const asked = await slack.command('/company amazon in 2025', { channel: 'layoffs' })
  expect((await slack.answer(asked)).text).toMatch(/^Amazon: .* in 2025\.$/)
})

test('what was not understood beside a name is named, and the rest is answered', async () => {
  const { slack } = await openFilled()
  const asked = await slack.command('/company amazon lately please', { channel: 'layoffs' })
  const answer = await slack.answer(asked)
  expect(answer.text).toMatch(/^Amazon: 2 rounds/)
  expect(answer.text).toContain('Not understood, and left aside: "lately please".')
})

test.each([
  ['what about amazon', 'what about'],
  ['how many people did Amazon lay off', 'how many people did lay off'],
])('a company is found within a sentence: %s', async (question, ignored) => {
  const { slack } = await openFilled()
  const answer = await slack.answer(
    await slack.command(`/company ${question}`, { channel: 'layoffs' }),
  )
  expect(answer.text).toMatch(/^Amazon: 2 rounds/)
  expect(answer.text).toContain(`left aside: "${ignored}".`)
})

test('an address without its scheme is that of a company too', async () => {
  const { slack } = await openFilled()
  const answer = await slack.answer(
    await slack.command('/company www.amazon.com', { channel: 'layoffs' }),
  )
  expect(answer.text).toMatch(/^Amazon: 2 rounds/)
})

test('a time in which nothing happened is told apart from a company of which nothing is known', async () => {
  const { slack } = await openFilled()
  const asked = await slack.command('/company aws 30d', { channel: 'layoffs' })
  const answer = await slack.answer(asked)
  expect(answer.text).toBe(
    'Nothing is known of AWS in that time. In all that is known: 1 round of layoffs, 500 jobs.',
  )
  const click = await slack.click(answer, 'company_meant_0')
  expect((await slack.answer(click)).text).toMatch(/^AWS: 1 round/)
})

test('a unit of which nothing is known points to its owner', async () => {
  const bot = await openBot()
  await bot.tell(layoff({ company: amazon, headcount: 500 }), 20)
  const asked = await bot.slack.command('/company aws', { channel: 'layoffs' })
  expect((await bot.slack.answer(asked)).text).toBe(
    'Nothing is known of AWS by itself. It belongs to Amazon. Amazon: 1 round of layoffs, 500 jobs.',
  )
})

test('a comparison tells of the past what its time leaves out', async () => {
  const bot = await openBot()
  await bot.tell(layoff({ company: amazon, headcount: 500 }), 20)
  await bot.tell(layoff({ company: companyOf('Google'), headcount: 900 }), 800)
  const asked = await bot.slack.command('/company amazon and google', { channel: 'layoffs' })
  const answer = await bot.slack.answer(asked)
  expect(answer.text).toContain('Google: nothing in this time; before that 1 round of layoffs')
})

test.each(['help', '--help', '?'])('/company %s says how to ask', async (text) => {
  const { slack } = await openFilled()
  const answer = await slack.answer(await slack.command(`/company ${text}`, { channel: 'layoffs' }))
  expect(answer.text).toMatch(/^For example: /)
})
