import { describe, expect, test } from 'vitest'
import type { Claim } from '../../../src/core/events/claim.ts'
import { type Candidate, cluster } from '../../../src/core/events/cluster.ts'
import { claim, company, eventId, investment, layoff } from '../../support/claims.ts'

const acme = company('acme')
const acmeCloud = company('acme-cloud', 'acme')
const acmeGames = company('acme-games', 'acme')
const bolt = company('~bolt')

function event(id: number, ...claims: Claim[]): Candidate {
  const category = claims[0]?.facts.category ?? 'other'
  return { id: eventId(id), category, claims }
}

describe('a layoff story', () => {
  const announced = event(1, claim(1, 0, layoff({ company: acme, headcount: 16_000 })))

  test('begins an event where there is none', () => {
    expect(cluster(claim(2, 0, layoff({ company: acme })), [])).toMatchObject({ kind: 'new' })
  })

  test('joins the same company and number, and says so', () => {
    const story = claim(2, 3, layoff({ company: acme, headcount: 16_000 }))
    expect(cluster(story, [announced])).toEqual({
      kind: 'joins',
      event: 1,
      why: 'same company, same number',
    })
  })

  test('joins without a number of its own', () => {
    expect(cluster(claim(2, 28, layoff({ company: acme })), [announced])).toMatchObject({
      event: 1,
    })
  })

  test('is another event two months later', () => {
    expect(cluster(claim(2, 60, layoff({ company: acme })), [announced])).toMatchObject({
      kind: 'new',
    })
  })

  test('joins with a revised number within three weeks, not later', () => {
    const revised = (days: number) => claim(2, days, layoff({ company: acme, headcount: 14_000 }))
    expect(cluster(revised(20), [announced])).toMatchObject({ event: 1 })
    expect(cluster(revised(30), [announced])).toMatchObject({
      kind: 'new',
      why: 'a different number, too long after',
    })
  })

  test('of a small part joins the whole within a week; of what is but a rumour hardly', () => {
    const whole = (stance: 'announced' | 'rumoured') =>
      event(1, claim(1, 0, layoff({ company: acme, headcount: 16_000, stance })))
    const part = (days: number) => claim(2, days, layoff({ company: acme, headcount: 700 }))
    const some = claim(2, 8, layoff({ company: acme, scale: 'hundreds' }))
    expect(cluster(part(6), [whole('announced')])).toMatchObject({ event: 1 })
    expect(cluster(part(8), [whole('announced')])).toMatchObject({ kind: 'new' })
    expect(cluster(some, [whole('announced')])).toMatchObject({ kind: 'new' })
    expect(cluster(part(6), [whole('rumoured')])).toMatchObject({ kind: 'new' })
  })

  test('joins from rumour to announcement though the number changed', () => {
    const rumour = event(
      1,
      claim(1, 0, layoff({ company: acme, headcount: 30_000, stance: 'rumoured' })),
    )
    const story = claim(2, 40, layoff({ company: acme, headcount: 16_000, stance: 'announced' }))
    expect(cluster(story, [rumour])).toMatchObject({ event: 1 })
  })

  test('told as a second round does not join the first', () => {
    const second = claim(
      2,
      20,
      layoff({ company: acme, ordinal: { round: 2, withinMonths: null } }),
    )
    expect(cluster(second, [announced])).toMatchObject({
      kind: 'new',
      why: 'told as another round',
    })
  })

  test('of a unit joins its owner, and not its sister', () => {
    const unit = claim(2, 1, layoff({ company: acmeCloud, headcount: 300 }))
    expect(cluster(unit, [announced])).toMatchObject({ event: 1 })
    const sister = event(2, claim(3, 0, layoff({ company: acmeGames })))
    expect(cluster(unit, [sister])).toMatchObject({ kind: 'new', why: 'another company' })
  })

  test('of a unit joins the sister that it is named after', () => {
    const google = { ...company('google', 'alphabet'), name: 'Google' }
    const cloud = { ...company('google-cloud', 'alphabet'), name: 'Google Cloud' }
    const told = event(1, claim(1, 0, layoff({ company: google })))
    expect(cluster(claim(2, 1, layoff({ company: cloud })), [told])).toMatchObject({ event: 1 })
  })

  test('without a company joins only its own wire copy', () => {
    const title = 'Staff told to stay home as cuts begin at chip maker'
    const told = event(1, claim(1, 0, layoff({ company: bolt }), { title }))
    const copy = claim(2, 1, layoff({ company: null }), {
      title: `UPDATE 1-${title} - Example Wire`,
    })
    expect(cluster(copy, [told])).toEqual({ kind: 'joins', event: 1, why: 'nearly the same text' })
    expect(cluster(claim(3, 1, layoff({ company: null })), [told])).toMatchObject({ kind: 'new' })
  })

  test('never joins another company, however alike the text', () => {
    const title = 'to lay off 100 workers at its plant in Ohio by the end of March'
    const told = event(1, claim(1, 0, layoff({ company: acme }), { title: `Acme ${title}` }))
    const other = claim(2, 0, layoff({ company: bolt }), { title: `Bolt ${title}` })
    expect(cluster(other, [told])).toMatchObject({ kind: 'new' })
  })

  test('joins a longer form of an unknown name only where more agrees', () => {
    const told = event(1, claim(1, 0, layoff({ company: bolt, headcount: 40 })))
    const longer = (headcount: number | null, days = 1) =>
      claim(2, days, layoff({ company: company('~bolt mobility'), headcount }))
    expect(cluster(longer(40), [told])).toMatchObject({ event: 1 })
    expect(cluster(longer(null), [told])).toMatchObject({ kind: 'new' })
    expect(cluster(longer(40, 5), [told])).toMatchObject({ kind: 'new' })
  })

  test('without a date joins an event of its number however old, and no other', () => {
    const undated = (headcount: number | null) => ({
      ...claim(2, 400, layoff({ company: acme, headcount })),
      dated: false,
    })
    expect(cluster(undated(16_000), [announced])).toMatchObject({ event: 1 })
    expect(cluster(undated(15_900), [announced])).toMatchObject({ kind: 'new' })
    expect(cluster(undated(null), [announced])).toMatchObject({ kind: 'new' })
    const joined = event(1, ...announced.claims, undated(16_000))
    const later = claim(3, 401, layoff({ company: acme }))
    expect(cluster(later, [joined])).toMatchObject({ kind: 'new' })
  })

  test('of a denial joins what it denies, and begins nothing', () => {
    const denial = claim(2, 2, layoff({ company: acme, stance: 'denied' }))
    expect(cluster(denial, [announced])).toMatchObject({ event: 1 })
    expect(cluster(denial, [])).toMatchObject({ kind: 'none' })
  })

  test('joins the event that agrees best: by number, then by time', () => {
    const near = event(2, claim(3, 8, layoff({ company: acme, headcount: 9_000 })))
    const story = (headcount: number | null) => claim(4, 9, layoff({ company: acme, headcount }))
    expect(cluster(story(16_000), [near, announced])).toMatchObject({ event: 1 })
    expect(cluster(story(null), [announced, near])).toMatchObject({ event: 2 })
  })
})

describe('an investment story', () => {
  const talks = event(
    1,
    claim(1, 0, investment({ company: bolt, amount: 15e9, stance: 'rumoured' })),
  )

  test('joins the same money from first talks to closing', () => {
    const closing = claim(2, 120, investment({ company: bolt, amount: 15e9 }))
    expect(cluster(closing, [talks])).toMatchObject({ event: 1, why: 'same company, same money' })
  })

  test('joins a round whose amount moved while it was talked about', () => {
    const grown = claim(2, 50, investment({ company: bolt, amount: 20e9, stance: 'announced' }))
    expect(cluster(grown, [talks])).toMatchObject({ event: 1 })
  })

  test('is a new financing with a different announced amount', () => {
    const closed = event(1, claim(1, 0, investment({ company: bolt, amount: 2e9 })))
    const next = claim(2, 40, investment({ company: bolt, amount: 5e9 }))
    expect(cluster(next, [closed])).toMatchObject({ kind: 'new', why: 'a different amount' })
  })

  test('is another deal where two investors each take a stake', () => {
    const stake = (id: number, investor: string) =>
      claim(
        id,
        id,
        investment({ company: bolt, kind: 'stake', from: [company(`~${investor.toLowerCase()}`)] }),
      )
    expect(cluster(stake(2, 'Globex'), [event(1, stake(1, 'Initech'))])).toMatchObject({
      kind: 'new',
    })
    expect(cluster(stake(2, 'Initech Ltd'), [event(1, stake(1, 'Initech'))])).toMatchObject({
      event: 1,
    })
  })

  test('is another deal where two investors each take a stake of the same size', () => {
    const stake = (id: number, investor: string) =>
      claim(
        id,
        id,
        investment({ company: bolt, kind: 'stake', amount: 2e9, from: [company(investor)] }),
      )
    expect(cluster(stake(2, 'globex'), [event(1, stake(1, 'initech'))])).toMatchObject({
      kind: 'new',
    })
  })

  test('is one round, told under the name of its lead investor or of who raised it', () => {
    const raised = claim(1, 0, investment({ company: bolt, amount: 2e9 }))
    const led = claim(2, 1, investment({ company: null, amount: 2e9, from: [company('globex')] }))
    const both = claim(3, 1, investment({ company: bolt, amount: 2e9, from: [company('globex')] }))
    expect(cluster(both, [event(1, raised)])).toMatchObject({ event: 1 })
    expect(cluster(led, [event(1, raised, both)])).toMatchObject({ event: 1 })
    expect(cluster(raised, [event(1, both, led)])).toMatchObject({ event: 1 })
  })

  test('of a round whose investors are told one by one joins it', () => {
    const told = (id: number, investor: string) =>
      claim(id, id, investment({ company: bolt, from: [company(investor)] }))
    expect(cluster(told(2, 'globex'), [event(1, told(1, 'initech'))])).toMatchObject({ event: 1 })
  })

  test("that does not name what was bought joins its buyer's purchase of the same days", () => {
    const bought = (id: number, days: number, name: string | null, investor = 'Globex') =>
      claim(
        id,
        days,
        investment({
          company: name === null ? null : company(name),
          kind: 'acquisition',
          from: [company(`~${investor.toLowerCase()}`)],
        }),
      )
    const named = event(1, bought(1, 0, '~bolt'))
    expect(cluster(bought(2, 1, null), [named])).toMatchObject({ event: 1 })
    expect(cluster(bought(2, 1, null, 'Initech'), [named])).toMatchObject({ kind: 'new' })
    expect(cluster(bought(2, 9, null), [named])).toMatchObject({ kind: 'new' })
    expect(cluster(bought(2, 1, '~umbra'), [named])).toMatchObject({ kind: 'new' })
  })

  test('joins the same payer’s deal whose recipient its title names, though it was read otherwise', () => {
    const bought = (id: number, days: number, name: string, title: string) =>
      claim(
        id,
        days,
        investment({ company: company(name), kind: 'acquisition', from: [company('globex')] }),
        { title },
      )
    const known = event(1, bought(1, 0, '~bolt', 'Globex buys Bolt'))
    const misread = 'Globex to buy Python toolmaker Bolt to take on Initech'
    expect(cluster(bought(2, 1, '~python', misread), [known])).toMatchObject({ event: 1 })
    expect(cluster(bought(2, 5, '~python', misread), [known])).toMatchObject({ kind: 'new' })
    expect(
      cluster(bought(2, 1, '~python', 'Globex to buy Python toolmaker Umbra'), [known]),
    ).toMatchObject({ kind: 'new' })
  })

  test('of one investor’s stake is a part of the round of the same week', () => {
    const money = (id: number, days: number, kind: 'round' | 'stake', amount: number) =>
      claim(
        id,
        days,
        investment({
          company: bolt,
          kind,
          amount,
          from: kind === 'stake' ? [company('globex')] : [],
        }),
      )
    const round = event(1, money(1, 0, 'round', 2e9))
    expect(cluster(money(2, 1, 'stake', 1.2e9), [round])).toMatchObject({ event: 1 })
    expect(cluster(money(2, 1, 'stake', 3e9), [round])).toMatchObject({ kind: 'new' })
    expect(cluster(money(2, 9, 'stake', 1.2e9), [round])).toMatchObject({ kind: 'new' })
  })

  test('joins of two deals without a price the one whose title is more alike', () => {
    const spending = (id: number, days: number, title: string, amount: number | null = null) =>
      claim(id, days, investment({ company: acme, kind: 'capex', amount }), { title })
    const chips = event(1, spending(1, 1, 'Acme and Globex announce chips partnership', 1e11))
    const sites = event(2, spending(2, 0, 'Acme plans five data centers with Initech', 5e11))
    const told = spending(3, 1, 'Here is where Acme and Initech put five data centers')
    expect(cluster(told, [chips, sites])).toMatchObject({ event: 2 })
  })

  test('of a cut that pays for AI is no plan that has its own sum', () => {
    const spending = (id: number, title: string, amount: number | null) =>
      claim(id, 1, investment({ company: acme, kind: 'capex', amount }), { title })
    const site = event(1, spending(1, 'Acme to put $10bn into Texas data center', 1e10))
    const cut = spending(2, 'Acme lays off hundreds as it moves money to AI', null)
    expect(cluster(cut, [site])).toMatchObject({ kind: 'new' })
  })

  test('of one site under two sums within two days is one plan', () => {
    const spending = (id: number, days: number, title: string, amount: number) =>
      claim(id, days, investment({ company: acme, kind: 'capex', amount }), { title })
    const hub = event(1, spending(1, 0, 'Acme to build vast Visby hub for $10bn', 1e10))
    const larger = (days: number, title: string) => spending(2, days, title, 1.5e10)
    expect(cluster(larger(1, 'Acme puts $15bn into AI hub in Visby'), [hub])).toMatchObject({
      event: 1,
    })
    expect(cluster(larger(4, 'Acme puts $15bn into AI hub in Visby'), [hub])).toMatchObject({
      kind: 'new',
    })
    expect(cluster(larger(1, 'Acme puts $15bn into Oslo campus'), [hub])).toMatchObject({
      kind: 'new',
    })
  })

  test('that names no recipient is another deal of that payer where the sums are in two currencies', () => {
    const stake = (id: number, name: string | null, amount: number, currency: string) =>
      claim(
        id,
        1,
        investment({
          company: name === null ? null : company(name),
          kind: 'stake',
          from: [company('globex')],
          amount,
          currency,
        }),
      )
    const known = event(1, stake(1, '~bolt', 5e9, 'USD'))
    expect(cluster(stake(2, null, 2e9, 'GBP'), [known])).toMatchObject({ kind: 'new' })
    expect(cluster(stake(2, null, 5e9, 'USD'), [known])).toMatchObject({ event: 1 })
  })

  test('of a state’s programme joins another only by its subject', () => {
    const programme = (id: number, title: string) =>
      claim(id, 1, investment({ company: acme, kind: 'programme' }), { title })
    const fusion = event(1, programme(1, 'Acme pays for AI supercomputer in fusion push'))
    expect(cluster(programme(2, 'Acme seeks AI funding in trade pact'), [fusion])).toMatchObject({
      kind: 'new',
    })
    expect(cluster(programme(2, 'Acme to build fusion supercomputer'), [fusion])).toMatchObject({
      event: 1,
    })
  })

  test('of spending without a price joins where the titles share a subject, else within two days', () => {
    const spending = (days: number, title: string) =>
      claim(days, days, investment({ company: acme, kind: 'capex' }), { title })
    const texas = event(1, spending(1, 'Acme to build AI data center in Texas'))
    expect(cluster(spending(6, 'Acme plans Texas AI campus'), [texas])).toMatchObject({ event: 1 })
    expect(cluster(spending(6, 'Acme plans AI data center in Oslo'), [texas])).toMatchObject({
      kind: 'new',
    })
    expect(cluster(spending(2, 'Acme cuts jobs to pay for AI'), [texas])).toMatchObject({
      event: 1,
    })
  })

  test('of the same round sum spent again a month later is another event', () => {
    const spent = (id: number, days: number, title: string) =>
      claim(id, days, investment({ company: acme, kind: 'capex', amount: 1e10 }), { title })
    const texas = event(1, spent(1, 0, 'Acme to spend $10bn on AI in Texas'))
    expect(cluster(spent(2, 30, 'Acme to spend $10bn on AI in Oslo'), [texas])).toMatchObject({
      kind: 'new',
    })
    expect(cluster(spent(2, 30, 'Texas wins $10bn Acme campus'), [texas])).toMatchObject({
      event: 1,
    })
  })

  test('never joins a layoff of the same company', () => {
    const cut = event(1, claim(1, 0, layoff({ company: bolt })))
    expect(cluster(claim(2, 0, investment({ company: bolt })), [cut])).toMatchObject({
      kind: 'new',
    })
  })
})
