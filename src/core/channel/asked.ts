/** What watches ask for, by the rows of `criteria.ts`. */

import { criteria } from './criteria.ts'
import type { Criterion } from './criterion.ts'

type Criteria = typeof criteria
export type CriterionName = keyof Criteria

/** What a watch asks for. */
export type Asked = {
  [Name in CriterionName]: Parameters<Criteria[Name]['meaning']>[0]
}

/** As a form shows them. */
export type ShownCriteria = { [Name in CriterionName]: ReturnType<Criteria[Name]['show']> }

/** As `channels.yaml` has them. */
export type CriteriaByKey = {
  [Name in CriterionName as Criteria[Name]['key']]?: Asked[Name] | undefined
}

interface Row {
  name: CriterionName
  criterion: Criterion<unknown, keyof CriteriaByKey, string | readonly string[]>
}

export const criterionRows: readonly Row[] = Object.entries(criteria).map(([name, criterion]) => ({
  name: name as CriterionName,
  criterion,
}))

/** Asks for nothing, and so hears both categories. */
export const asksNothing: Asked = fromRows(({ criterion }) => criterion.nothing) as Asked

/** What a watch asks for and how, in the order in which it is said. */
export function askedOf(watch: Asked): (Row & { value: NonNullable<unknown> })[] {
  return criterionRows.flatMap((row) => {
    const value = watch[row.name]
    const isNothing = JSON.stringify(value) === JSON.stringify(row.criterion.nothing)
    return value === null || isNothing ? [] : [{ ...row, value }]
  })
}

/** What was given by key; what was not is absent. */
export function criteriaByKey(given: CriteriaByKey): Partial<Asked> {
  return fromRows(({ criterion }) => given[criterion.key])
}

export const shownCriteria = (watch: Asked): ShownCriteria =>
  fromRows(({ name, criterion }) => criterion.show(watch[name])) as ShownCriteria

/** Without those that have none. */
function fromRows(of: (row: Row) => unknown): Partial<Record<CriterionName, never>> {
  return Object.fromEntries(
    criterionRows.map((row) => [row.name, of(row)]).filter(([, value]) => value !== undefined),
  )
}
