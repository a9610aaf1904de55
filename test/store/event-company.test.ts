import { expect, test } from 'vitest'
import type { Facts } from '../../src/core/facts.ts'
import { type Part, partsOf } from '../../src/core/roles.ts'
import { company, investment, layoff } from '../support/claims.ts'
import { openTestDatabase } from '../support/store.ts'

const [acme, bolt, globex] = [company('acme'), company('~bolt'), company('globex-cloud', 'globex')]

const told: readonly Facts[] = [
  layoff({ company: acme, companiesOther: [bolt] }),
  layoff({ company: null }),
  investment({ company: bolt, kind: 'stake', from: [acme, globex] }),
  investment({ company: bolt, kind: 'acquisition', from: [globex] }),
  investment({ company: null, kind: 'acquisition', from: [acme] }),
  investment({ company: acme, kind: 'capex', recipient: globex }),
]

const insert = async (facts: Facts) => {
  const db = await openTestDatabase()
  await db
    .insertInto('event')
    .values({
      team_id: null,
      category: facts.category,
      company_key: null,
      root_key: null,
      company_name: null,
      facts: JSON.stringify(facts) as never,
      happened_at: 1,
      last_at: 1,
      recorded_at: 1,
      revision: 1,
      silent: 0,
      stories: 1,
      sources: 1,
      name_words: null,
    })
    .execute()
  return db
}

const rowOf = ({ company: { key, name, parent }, role }: Part) => ({
  company: key,
  name,
  role,
  root: parent ?? key,
})
const sorted = (rows: readonly { company: string; role: string }[]) =>
  rows.toSorted((a, b) => `${a.company}${a.role}`.localeCompare(`${b.company}${b.role}`))

test.each(told)('the table holds who takes part, as the facts have it: %o', async (facts) => {
  const db = await insert(facts)
  const rows = await db
    .selectFrom('event_company')
    .select(['company', 'name', 'role', 'root'])
    .execute()
  expect(sorted(rows)).toEqual(sorted(partsOf(facts).map(rowOf)))
})

test('it follows the facts of an event, and goes with it', async () => {
  const db = await insert(investment({ company: bolt, kind: 'stake', from: [acme] }))
  const later = investment({ company: bolt, kind: 'stake', from: [globex] })
  await db
    .updateTable('event')
    .set({ facts: JSON.stringify(later) as never })
    .execute()
  const rows = await db.selectFrom('event_company').select('company').execute()
  expect(rows.map((row) => row.company).toSorted()).toEqual(['globex-cloud', '~bolt'])
  await db.deleteFrom('event').execute()
  expect(await db.selectFrom('event_company').selectAll().execute()).toEqual([])
})
