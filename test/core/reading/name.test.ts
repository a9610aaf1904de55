import { describe, expect, test } from 'vitest'
import { objectAfter, placeAfter, subjectBefore } from '../../../src/core/reading/party.ts'
import { readConfig } from '../../support/labelled.ts'

const { readStory } = readConfig()
const read = (title: string) =>
  readStory({ title, summary: '', source: '', publishedAt: null }).title

/** The names of a text; "(…)" stands in front of another that the sentence is about. */
function names(text: string): string[] {
  return read(text).names.map(({ company, modifier }) =>
    modifier ? `(${company.name})` : company.name,
  )
}

describe('the names in a sentence', () => {
  test.each([
    ['Chip maker Brightarm lays off 40', ['Brightarm']],
    ['CHIP MAKER Brightarm Lays Off 40 Of Its Staff', ['Brightarm']],
    ['Paris-based Tessel AI raises €5m', ['Tessel AI']],
    ['Nvidia-backed Tessel AI raises €5m', ['(Nvidia)', 'Tessel AI']],
    ['Former Google engineer’s start-up Lumenary raises $3m', ['(Google)', 'Lumenary']],
    ['OpenAI rival Northmind raises $3m', ['(OpenAI)', 'Northmind']],
    ['Interface.ai and Run:ai merge', ['Interface.ai', 'Run:ai']],
    ['Voice.ai raises $3m', ['Voice.ai']],
    ['Bank of Montreal cuts 100 roles', ['Bank of Montreal']],
    ['Hundreds of workers at the Quillbeam plant in Ohio', ['(Quillbeam)']],
    ['Microsoft’s LinkedIn cuts jobs', ['Microsoft', 'LinkedIn']],
    ['Milan’s Quillbyte raises €3m', ['(Milan)', 'Quillbyte']],
    ['GM Oshawa lays off 40', ['General Motors']],
    ['Doom Developer Brightarm Lays Off 40', ['(Doom)', 'Brightarm']],
    ['Christchurch events company lays off 40', ['(Christchurch)']],
    ['Fires in the Amazon rainforest', []],
    ['Dronemaker Quillbeam To Buy AI Firm', ['Quillbeam']],
    ['Lumber Producer Quillbeam Cuts 100 Jobs', ['Quillbeam']],
    ['Quillbeam Turns From Bitcoin Mining To AI With $3 Billion Gas Deal', ['Quillbeam']],
    ['Fund In Talks Valuing Quillbeam At $5 Billion', ['Quillbeam']],
    ['British Gas cuts jobs', ['British Gas']],
    ['Quillbeams to cut 600 jobs', ['Quillbeams']],
    ['Hospitals to cut 600 jobs', []],
    ['Steelmakers to cut 600 jobs', []],
    ['Agencies to cut 600 jobs', []],
    ['US Intel Agencies To Cut Hundreds Of Jobs', ['Intel Agencies']],
    ['Oracle of Omaha bets on Quillbeam', ['Omaha', 'Quillbeam']],
    ['Intel buys an OpenAI start-up', ['Intel', '(OpenAI)']],
    ['Intel buys maker of ‘OpenAI for China’', ['Intel', '(OpenAI)']],
    ['Paid, the AI agent maker, raises $3m', ['Paid']],
    ['Hang Ten raises $3m', ['Hang Ten']],
    ['AI code editor QuillAI raises $3m', ['QuillAI']],
    ['n.ventures backs Brightarm', ['n.ventures', 'Brightarm']],
    ['Emma Carter’s AI start-up raises $3m', []],
    ['Emma Carter’s AI start-up, Brightarm, raises $3m', ['Brightarm']],
    ['Hero Enterprise, Brightarm back a start-up', ['Hero Enterprise', 'Brightarm']],
    ['How 2 Acme dropouts raised $3m', ['(Acme)']],
    ['Intel co-founder’s fund backs Brightarm', ['(Intel)', 'Brightarm']],
    ['Acme to buy Brightarm toolmaker', ['Acme', '(Brightarm)']],
    ['AWS lays off hundreds', ['AWS']],
    ['Quill Children’s Hospital lays off 40', ['Quill Children’s Hospital']],
    ['Children’s Lantern LA laying off 40', ['Children’s Lantern LA']],
    ['Up to 40 staff at Farmers, Brightarm face the axe', ['Farmers', 'Brightarm']],
    ['Maker Lantern halts its work', ['Maker Lantern']],
    ['Leaked memo tells of cuts at Brightarm', ['Brightarm']],
    ['Nested to cut 40 jobs', ['Nested']],
    ['Thousands of North Sea jobs at risk', []],
    ['Quillbeam Lays Off 40 and plans to close its Ohio site', ['Quillbeam']],
    ['Maria Quill plans 40 redundancies at Intel', ['Intel']],
    ['Brightarm Restructures, Cuts 40 Jobs', ['Brightarm']],
    ['Iger Flags Job Cuts at Brightarm', ['Brightarm']],
  ])('of %j are %j', (text, expected) => expect(names(text)).toEqual(expected))

  test.each([
    ['With $3m, Our.com takes on Brightarm', ['Our.com', 'Brightarm']],
    ['Brightarm invests in A.Lantern Fund V', ['Brightarm', 'A.Lantern Fund V']],
    ['Brightarm Plans IPO for Chip Unit Q-Head', ['Brightarm', 'Q-Head']],
    ['Ohio signs deal with AM Robotics Labs', ['AM Robotics Labs']],
    ['Dublin-based A Robotics, which guards robots, raises $3m', ['A Robotics']],
    ['Ireland’s AI Lantern raises $3m', ['AI Lantern']],
    ['June, which builds robots, raises $3m', ['June']],
    ['Quillbeam Acquires Aim Robotics for Robots', ['Quillbeam', 'Aim Robotics']],
    ['Quillbeam Acquires AI Security Firm Aim Robotics', ['Quillbeam', 'Aim Robotics']],
    ['Quillbeam quietly acquires Continue, an open-source editor', ['Quillbeam', 'Continue']],
    ['Reach Lantern raises $3m', ['Reach Lantern']],
    ['Leap Secures $3M for Robots', ['Leap']],
    ['Network Tessel and unions hold talks', ['Network Tessel']],
    ['Quillbeam Acquires Social Network Tessel', ['Quillbeam', 'Tessel']],
    ['Double Lantern lays off 40', ['Double Lantern']],
    ['Bold Robotics Cuts 40 Jobs', ['Bold Robotics']],
    ['HUB Lantern Systems Secures $3 Million', ['HUB Lantern Systems']],
    ['Quillbeam to buy Ask Wing, a chatbot', ['Quillbeam', 'Ask Wing']],
    ['AI start-up Quillbeam convinced Ellen Block to invest', ['Quillbeam', 'Ellen Block']],
    ['Quarry Zero Raises $3 Million', ['Quarry Zero']],
    ['Ohio pays for Three Lantern Island reboot', ['Three Lantern Island']],
    ['Optics firm Forty valued at $1 billion', ['Forty']],
    ['AI start-up 8091 raises $3m', ['8091']],
    ['London-based 1002, which moves freight, raises $3m', ['1002']],
    ['Brightarm Secures $3 Million from Gate 7 Ventures', ['Brightarm', 'Gate 7 Ventures']],
    ['Optics company quill raises $3m', ['quill']],
    ['AI optics firm, quillbeam, announces $3m', ['quillbeam']],
    ['quillbeam to acquire Brightarm', ['quillbeam', 'Brightarm']],
    ['quillbeam to Acquire Tessel Robotics', ['quillbeam', 'Tessel Robotics']],
    ['YC alum Quillbeam raises $3m', ['(Y Combinator)', 'Quillbeam']],
    ['YC alum Quillbeam.ai raises $3m', ['(Y Combinator)', 'Quillbeam.ai']],
  ])('of %j, where words of every day are names, are %j', (text, expected) =>
    expect(names(text)).toEqual(expected),
  )

  test.each([
    ['Brightarm Buys AI Email Client Quillbeam', ['Brightarm', 'Quillbeam']],
    ['Brightarm to Buy Startup Quillbeam Focused on Robots', ['Brightarm', 'Quillbeam']],
    ['Brightarm Shops $3 Billion Debt Deal', ['Brightarm']],
    ['Lantern Growth Fund Invests $3 Million in Quillbeam', ['Lantern Growth Fund', 'Quillbeam']],
    ['Quillbeam Series C: $3m for robots', ['Quillbeam']],
    ['US-Bulgarian Quillbeam raises $3m', ['Quillbeam']],
    ['Ohio announces $3bn “Quillbeam” AI project', ['Quillbeam']],
    ['Tessel LLC Acquires 40 Shares of Brightarm, Inc. $BRT', ['Tessel LLC', 'Brightarm']],
    ['Brightarm Corporation $BRT Cuts Jobs', ['Brightarm Corporation']],
    ['AI Startup Brightarm Raises $3M Led By Tessel', ['Brightarm', 'Tessel']],
    ['Tessel Leads Bet on Video Generator Brightarm', ['Tessel', 'Brightarm']],
    ['Tessel raises $3m for Brightarm AI cloud business', ['Tessel', 'Brightarm']],
    ['Brightarm AI raises $3m', ['Brightarm AI']],
    ['Tessel acquires McLantern AI firm', ['Tessel', '(McLantern)']],
    ['Brightarm Is Weighing Job Cuts', ['Brightarm']],
    ['Brightarm Selects Final Investments', ['Brightarm']],
    ['Brightarm Announces $500 Million AI Fund', ['Brightarm']],
    ['Brightarm Acquires Lantern, Accelerating Transformation', ['Brightarm', 'Lantern']],
    ['Startup Growth Raises $3 Million', ['Growth']],
    ['Brightarm cuts 600 Bay Area jobs', ['Brightarm']],
    ['Lantern Holding Company Limited Raises $3 Million', ['Lantern Holding Company Limited']],
  ])('of %j end where the name does: %j', (text, expected) => expect(names(text)).toEqual(expected))

  test.each([
    ['led by Lantern and Last Out at $3bn', ['Lantern', 'Last Out']],
    ['led by Lantern and Funding Tomorrow (Tessel)', ['Lantern', 'Funding Tomorrow', 'Tessel']],
    ['led by AT Venture', ['AT Venture']],
    ['led by Debt at a $3bn valuation', ['Debt']],
    ['led by 17books, with Lantern, 731, and others participating', ['17books', 'Lantern', '731']],
    ['of $3 million from Lantern, Giant; it looks abroad', ['Lantern', 'Giant']],
    ['led by Europe and by US funds', []],
    ['led by 40 angels', []],
    ['led by Series B investors', []],
    ['led by Lantern and Our', ['Lantern']],
    ['led by Sk...', []],
    ['led by SK...', ['SK Group']],
    ['backed by GBP.AI', ['GBP.AI']],
    ['led by Samsung Venture Investment', ['Samsung Venture Investment']],
    ['led by Lantern and Tessel co-founder Emma Carter', ['Lantern', '(Tessel)', 'Emma Carter']],
  ])('of a round that is %j are %j, whatever they begin with', (text, expected) =>
    expect(names(`Quillbeam had a good round this very week, which was ${text}`)).toEqual([
      'Quillbeam',
      ...expected,
    ]),
  )

  test.each([
    ['Abu Dhabi University and Quillbeam launch a lab', ['Abu Dhabi University', 'Quillbeam']],
    ['Abu Dhabi University Launches a Lab', ['Abu Dhabi University']],
    ['Job cuts at New Zealand Lantern', ['New Zealand Lantern']],
    ['Welsh government to pay for a lab', ['Welsh government']],
    ['New Zealand government plans job cuts', []],
    ['Court Backs Mass Government Layoffs', []],
    ['Tessel, EU Fund Invest in Quillbeam', ['Tessel', 'EU Fund', 'Quillbeam']],
    ['Brightarm to invest $3bn in San Francisco', ['Brightarm']],
    ['Brightarm to build a plant in South Carolina', ['Brightarm']],
    ['South Korean giants to build a hub', []],
  ])('of %j, which begin with a place or are one, are %j', (text, expected) =>
    expect(names(text)).toEqual(expected),
  )

  test.each([
    ['Jeff Bezos backs chip start-up Quillbeam', ['Jeff Bezos', 'Quillbeam']],
    ['Jeff Bezos in Talks to Raise $3 Billion for Robots', ['Jeff Bezos']],
    ['Bezos Backs Chip Startup Quillbeam', ['Bezos', 'Quillbeam']],
    ['Musk-led group bids $3bn for Quillbeam', ['Musk', 'Quillbeam']],
    [
      'Quillbeam raises $3m from Lantern, Satya Nadella and others',
      ['Quillbeam', 'Lantern', 'Satya Nadella'],
    ],
    ['Jeff Bezos aims to raise $3 billion', ['Jeff Bezos']],
    [
      'The money is from Lantern, Tessel founder Emma Carter, and Quillbeam',
      ['Lantern', '(Tessel)', 'Emma Carter', 'Quillbeam'],
    ],
    ['Billionaire Emma Carter backs Quillbeam', ['Emma Carter', 'Quillbeam']],
    ['Founder Emma Carter raises $3m', []],
    ['UK PM Starmer backs a $3m plan', []],
    ['Jeff Bezos-led Quillbeam raises $3m', ['Quillbeam']],
    ['Elon Musk’s data centers cost $3m', []],
  ])('of %j, where persons may be a party, are %j', (text, expected) =>
    expect(names(text)).toEqual(expected),
  )

  test('take the first word of a sentence for a name where it does what one does', () => {
    expect(names('Lanterna permanently closes a plant')).toEqual(['Lanterna'])
    expect(names('Quillus to cut 25% of staff')).toEqual(['Quillus'])
    expect(names('Brightmark in talks to lead a round')).toEqual(['Brightmark'])
    expect(names('Tessela $3m Series A pays for trade')).toEqual(['Tessela'])
    expect(names('Lanternworks’ third fund closes at $3m')).toEqual(['Lanternworks'])
    expect(names('Builders’ merchant Brightarm cuts jobs')).toEqual(['Brightarm'])
    expect(names('Weavily, an AI platform for tailors, raises $3m')).toEqual(['Weavily'])
    expect(names('Teen founders raise $3m')).toEqual([])
    expect(names('Huge job losses loom at Brightarm')).toEqual(['Brightarm'])
    expect(names('‘Deeply worrying’ cuts at Brightarm')).toEqual(['Brightarm'])
  })

  test('leave out people, places, job titles and the publisher that tells it', () => {
    expect(names('CEO Dana Kress says Germany is next, Reuters reports')).toEqual([])
    expect(names('Jensen Huang visits Tokyo')).toEqual([])
    expect(names('BBC to cut 500 jobs')).toEqual(['BBC'])
  })

  test.each([
    ['Eddie Bauer lays off 300', ['Eddie Bauer']],
    ['Emma’s falls into administration with 300 jobs at risk', ['Emma’s']],
    ['Emma AI raises $20 million', ['Emma AI']],
    ['Lee Enterprises to cut jobs', ['Lee Enterprises']],
    ['Laura Ashley staff go', ['Laura Ashley']],
    ['Emma Carter joins Brightarm', ['Brightarm']],
    ['Lee Carter steps down at Brightarm', ['Brightarm']],
    ['Emma Carter’s start-up Brightarm raises $3m', ['Brightarm']],
    ['Elon Musk lays off 300', []],
  ])('of %j, where one begins with a first name, are %j', (text, expected) =>
    expect(names(text)).toEqual(expected),
  )

  test('a publisher that tells of itself is named', () => {
    expect(names('BBC says it will cut 500 jobs')).toEqual(['BBC'])
    expect(names('BBC says Brightarm will cut 500 jobs')).toEqual(['Brightarm'])
    expect(names('Exclusive: BBC to move its staff')).toEqual(['BBC'])
  })

  test('take a word of every day for a name only where it stands like one', () => {
    expect(names('Target cuts 1,000 jobs')).toEqual(['Target'])
    expect(names('Firms target 1,000 job cuts')).toEqual([])
    expect(names('Layoffs at Block')).toEqual(['Block'])
    expect(names('Experts block plan to cut jobs')).toEqual([])
    expect(names('Workers rally against cuts')).toEqual([])
  })
})

describe('a number inside a name counts nothing', () => {
  const numbersIn = (text: string) => {
    const { names, quantities, tokens } = read(text)
    const free = quantities.map(({ at }) => tokens[at]?.text)
    return [names.map(({ company }) => company.name), free]
  }

  test.each([
    ['3M cuts 300 jobs', ['3M'], ['300']],
    ['Take-Two lays off staff', ['Take-Two'], []],
    ['Seven Bridges lays off staff', ['Seven Bridges'], []],
    ['Seven Bridges Lays Off 40 Workers', ['Seven Bridges'], ['40']],
    ['100 Thieves lays off 12', ['100 Thieves'], ['12']],
    ['Twenty Raises $9 Million', ['Twenty'], ['$9']],
    ['Area 51 lays off 12', ['Area 51'], ['12']],
    ['Studio 54 Lays Off 30 Workers', ['Studio 54'], ['30']],
    ['23andMe lays off 40 people', ['23andMe'], ['40']],
    ['1Notebook lays off 40 people', ['1Notebook'], ['40']],
    ['7-Eleven to Cut 880 Jobs', ['7-Eleven'], ['880']],
    ['90 Lantern cuts 40 jobs', ['90 Lantern'], ['40']],
    ['40x Optics to lay off 5 people', ['40x Optics'], ['5']],
    ['Layoffs at 90 Lantern: 12 people are out', ['90 Lantern'], ['12']],
    ['4x9 cuts 30 jobs', ['4x9'], ['30']],
    ['62post lays off staff', ['62post'], []],
    ['1-700-Lanterns cuts 40 jobs', ['1-700-Lanterns'], ['40']],
    ['Hall 2000 cuts 40 jobs', ['Hall 2000'], ['40']],
    ['Area 51 Lantern cuts 40 jobs', ['Area 51 Lantern'], ['40']],
    ['Brightarm blames Covid-19 for 40 job cuts', ['Brightarm'], ['40']],
    ['Layoffs hit the F-16 plant: 90 go', ['F-16'], ['90']],
    ['90lantern layoffs hit the sales team', ['90lantern'], []],
    ['Layoffs at 90lantern hit 40', ['90lantern'], ['40']],
    ['3QX lays off 40', ['3QX'], ['40']],
    ['90.com lays off 40', ['90.com'], ['40']],
    ['90 Group job cuts: 40 go', ['90 Group'], ['40']],
    ['90 Lanterns layoffs hit the sales team', ['90 Lanterns'], []],
    ['Pillar 3 Labs job cuts: 40 go', ['Pillar 3 Labs'], ['40']],
    ['Motel 6 layoffs hit the sales team', ['Motel 6'], []],
    ['Five lays off staff', ['Five'], []],
    ['Dozen Lanterns lays off staff', ['Dozen Lanterns'], []],
    ['3d Optics lays off staff', ['3d Optics'], []],
    ['Twelve Optics job cuts: 40 go', ['Twelve Optics'], ['40']],
    ['3750 Optics lays off staff', ['3750 Optics'], []],
    ['1-700 Lanterns cuts 40 jobs', ['1-700 Lanterns'], ['40']],
  ])('in %j', (text, names, free) => expect(numbersIn(text)).toEqual([names, free]))

  test.each([
    ['Seven workers laid off at Brightarm', ['Brightarm'], ['seven']],
    ['Fifty Brightarm workers laid off', ['Brightarm'], ['fifty']],
    ['Fifty Workers Laid Off at Brightarm', ['Brightarm'], ['fifty']],
    ['Cuts at Brightarm: 50 jobs to go', ['Brightarm'], ['50']],
    ['Cuts at Brightarm 50 jobs to go', ['Brightarm'], ['50']],
    ['Forty-Two Jobs Cut at Brightarm', ['Brightarm'], ['forty']],
    ['90 Brightarm Jobs Cut', ['Brightarm'], ['90']],
    ['90 Brightarm Workers to Lose Jobs', ['Brightarm'], ['90']],
    ['90 Brightarm workers to go', ['Brightarm'], ['90']],
    ['90 Brightarm cuts confirmed', ['Brightarm'], ['90']],
    ['Layoffs at 3 Brightarm plants: 90 go', ['Brightarm'], ['3', '90']],
    ['10k jobs cut at Brightarm', ['Brightarm'], ['10k']],
    ['AUD 5 million for Brightarm', ['Brightarm'], ['aud']],
    ['Brightarm Gets Half-Billion Dollar Backing', ['Brightarm'], ['billion']],
    ['90 Brightarm layoffs hit the sales team', ['Brightarm'], ['90']],
    ['90 workers layoffs at Brightarm', ['Brightarm'], ['90']],
  ])('but not in %j', (text, names, free) => expect(numbersIn(text)).toEqual([names, free]))
})

describe('where a company must stand', () => {
  const at = (text: string, word: string) => {
    const prose = read(text)
    return { prose, at: prose.tokens.findIndex((token) => token.text === word) }
  }

  test('the subject is not what a preposition governs', () => {
    const { prose, at: verb } = at('After Amazon and Meta, IBM fires 300', 'fires')
    expect(subjectBefore(prose, verb)?.company.name).toBe('IBM')
  })

  test('the subject of two is the first', () => {
    const { prose, at: verb } = at('Cisco and PayPal cut jobs', 'cut')
    expect(subjectBefore(prose, verb)?.company.name).toBe('Cisco')
  })

  test('the subject opens its clause before a verb of the past', () => {
    const { prose, at: verb } = at('Quillbeam pursued Microsoft projects, then cut jobs', 'cut')
    expect(subjectBefore(prose, verb)?.company.name).toBe('Quillbeam')
  })

  test('the object ends where the sentence turns to something else', () => {
    const { prose, at: verb } = at('AMD buys Finnish start-up for $665m with Nokia', 'buys')
    expect(objectAfter(prose, verb + 1)).toBeNull()
  })

  test('"at" and "by" lead to a company', () => {
    const { prose, at: noun } = at('Fresh layoffs at the Quillbeam office', 'layoffs')
    expect(placeAfter(prose, noun)).toBeNull()
    const other = at('Fresh layoffs at Quillbeam', 'layoffs')
    expect(placeAfter(other.prose, other.at)?.company.name).toBe('Quillbeam')
  })
})
