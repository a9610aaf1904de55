/**
 * The first row of a history file: which column holds what. Columns are known by their letters alone ("# Laid Off" and "laid_off"
 * are one), "%" by itself is a percentage. A tracker's columns are called as config/import.yaml says; those of our own export have
 * their names from us.
 */

/** What a tracker's column may hold. */
export const trackerFields = [
  'company',
  'date',
  'headcount',
  'percent',
  'location',
  'industry',
  'stage',
  'country',
  'funds_raised',
  'source',
  'link',
] as const
export type TrackerField = (typeof trackerFields)[number]

export const ownFields = [
  'event_id',
  'team',
  'date',
  'company',
  'company_key',
  'companies_other',
  'category',
  'jobs',
  'jobs_derived',
  'scale',
  'percent',
  'cause',
  'ai_side',
  'industry',
  'industry_by',
  'follow_up',
  'round_number',
  'within_months',
  'amount',
  'currency',
  'valuation',
  'kind',
  'round',
  'payers',
  'recipient',
  'stance',
  'approximate',
  'bound',
  'sure',
  'stories',
  'sources',
  'links',
  'told',
  'corrections',
] as const
export type OwnField = (typeof ownFields)[number]

/** For each field the names of its columns, the preferred one first; and what cells say where nothing is known. */
export interface Spellings {
  columns: Readonly<Partial<Record<TrackerField, readonly string[]>>>
  unknown: readonly string[]
}

/** The columns of a field by their place, the preferred one first. */
type Places<Field extends string> = ReadonlyMap<Field, readonly number[]>

export type Header = {
  names: readonly string[]
  /** Cells that say nothing, in lower case. */
  unknown: ReadonlySet<string>
} & ({ kind: 'own'; places: Places<OwnField> } | { kind: 'tracker'; places: Places<TrackerField> })

export type NoHeader = {
  kind: 'none'
  /** The fields that no column gives, of those that every file needs. */
  missing: readonly ('company' | 'date')[]
}

export function readHeader(given: readonly string[], spellings: Spellings): Header | NoHeader {
  const names = given.map((name) => name.trim())
  const own = placesOf(
    names.map((name) => name.toLowerCase()),
    ownFields.map((field) => [field, [field]]),
  )
  const common = { names, unknown: new Set(spellings.unknown.map((word) => word.toLowerCase())) }
  if (['date', 'company', 'category', 'stance'].every((field) => own.has(field as OwnField))) {
    return { kind: 'own', places: own, ...common }
  }
  const places = placesOf(
    names.map(foldColumn),
    trackerFields.map((field) => [field, (spellings.columns[field] ?? []).map(foldColumn)]),
  )
  const missing = (['company', 'date'] as const).filter((field) => !places.has(field))
  return missing.length > 0 ? { kind: 'none', missing } : { kind: 'tracker', places, ...common }
}

function placesOf<Field extends string>(
  names: readonly string[],
  fields: readonly (readonly [Field, readonly string[]])[],
): Places<Field> {
  const found = fields.map(([field, spellings]): [Field, number[]] => [
    field,
    spellings.flatMap((wanted) => names.flatMap((name, at) => (name === wanted ? [at] : []))),
  ])
  return new Map(found.filter(([, places]) => places.length > 0))
}

/** Columns that have a name and hold nothing for us, in their order. */
export function unusedColumns({ names, places }: Header): string[] {
  const used = new Set([...places.values()].flat())
  return names.filter((name, at) => name !== '' && !used.has(at))
}

/** The letters of a name in lower case, without what stands in brackets: two names with equal letters are one. */
export function foldColumn(name: string): string {
  const letters = name
    .toLowerCase()
    .replace(/\([^)]*\)/g, '')
    .replace(/[^\p{L}%]/gu, '')
  return letters.replaceAll('%', 'percent')
}
