/** Layoff trackers of the kinds that people publish, made up: rounds, units beside their owners, doubled rows, gaps. */

import { stringify } from 'csv-stringify/sync'

export interface Round {
  company: string
  place: string
  /** "2023-03-05" */
  day: string
  jobs: number | null
  /** 0 to 100. */
  percent: number | null
}

const syllables = 'bra dor fen gul hax jin kel lom myr nax oph pru quil ros tav vex wyn zor'.split(
  ' ',
)
const places = ['Lisbon', 'Pune', 'Málaga', 'Oslo', 'SF Bay Area']
const houses = [
  'Amazon',
  'Twitch',
  'Audible',
  'Alphabet',
  'Google',
  'YouTube',
  'Microsoft',
  'LinkedIn',
  'Uber',
  'Oracle',
]
const dayMs = 86_400_000

/** The same for the same seed. Newest first, as trackers are; one round in twelve is told twice, a day apart or not. */
export function makeRounds(count: number, seed: number): Round[] {
  let state = seed
  // mulberry32
  const below = (limit: number) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit)
  }
  const word = () => `${syllables[below(18)]}${syllables[below(18)]}`
  const named = Array.from({ length: Math.ceil(count / 4) }, () => {
    const name = `${word()} ${word()}`.replace(/\b./g, (letter) => letter.toUpperCase())
    return { name, place: places[below(places.length)] ?? '' }
  })
  const all = [...houses.map((name) => ({ name, place: 'Seattle' })), ...named]
  const rounds: Round[] = []
  while (rounds.length < count) {
    const company = all[below(below(3) === 0 ? houses.length : all.length)]!
    const days = 18_300 + below(2_000)
    const jobs = below(4) === 0 ? null : 1 + below(9) * 10 ** below(4) + below(40)
    const percent = below(3) === 0 ? null : 1 + below(100)
    const round = { company: company.name, place: company.place, jobs, percent }
    rounds.push({ ...round, day: dayOf(days) })
    if (below(12) === 0 && rounds.length < count) {
      rounds.push({ ...round, day: dayOf(days + below(3)) })
    }
  }
  return rounds.sort((a, b) => b.day.localeCompare(a.day))
}

function dayOf(days: number): string {
  return new Date(days * dayMs).toISOString().slice(0, 10)
}

export interface Kind {
  name: string
  rows: number
  write(rounds: readonly Round[]): Buffer
}

const american = (day: string) => {
  const [year, month, date] = day.split('-').map(Number)
  return { year, month, date, text: `${month}/${date}/${year}` }
}
const german = (value: number) => value.toLocaleString('de-DE', { useGrouping: 'always' } as never)

/** The public trackers' kinds, by what sets them apart. */
export const kinds: readonly Kind[] = [
  {
    name: 'a tracker as a data set: 16000.0, shares of 1, 3/6/2023',
    rows: 4_277,
    write: (rounds) =>
      csv(
        ['company', 'location', 'total_laid_off', 'date', 'percentage_laid_off', 'date_added'],
        rounds.map(({ company, place, jobs, percent, day }) => [
          company,
          place,
          jobs === null ? '' : jobs.toFixed(1),
          american(day).text,
          percent === null ? '' : String(percent / 100),
          '',
        ]),
      ),
  },
  {
    name: 'an Airtable export: 1,200, 15%, 2023-03-06',
    rows: 3_779,
    write: (rounds) =>
      Buffer.concat([
        Buffer.from('\ufeff'),
        csv(
          ['Company', 'Location HQ', '# Laid Off', 'Date', '%', '$ Raised (mm)'],
          rounds.map(({ company, place, jobs, percent, day }) => [
            company,
            place,
            jobs?.toLocaleString('en-US') ?? '',
            day,
            percent === null ? '' : `${percent}%`,
            '$12',
          ]),
        ),
      ]),
  },
  {
    name: 'a Kaggle table: 15.0 of a hundred, sizes beside, NULL',
    rows: 1_672,
    write: (rounds) =>
      csv(
        [
          '#',
          'Company',
          'Location_HQ',
          'Laid_Off',
          'Date_layoffs',
          'Percentage',
          'Company_Size_before_Layoffs',
        ],
        rounds.map(({ company, place, jobs, percent, day }, at) => [
          String(at),
          company,
          place,
          jobs?.toString() ?? 'NULL',
          `${day}T00:00:00.000Z`,
          percent?.toFixed(1) ?? 'NULL',
          '1,000',
        ]),
      ),
  },
  {
    name: 'Excel in America: 3/6/23 0:00 beside 45000, tabs, UTF-16',
    rows: 2_361,
    write: (rounds) =>
      Buffer.from(
        `\ufeff${csv(
          ['Company', 'Laid_Off_Count', 'Percentage', 'Date', 'City'],
          rounds.map(({ company, place, jobs, percent, day }, at) => [
            company,
            jobs?.toString() ?? '',
            percent === null ? '' : `${percent}%`,
            at % 5 === 0
              ? String(Math.round(Date.parse(day) / dayMs) + 25_569)
              : `${american(day).text.replace(/20(..)$/, '$1')} 0:00`,
            place,
          ]),
          '\t',
        )}`,
        'utf16le',
      ),
  },
  {
    name: 'Excel in Germany: 1.200, 15,0, 6/3/2023, semicolons, windows-1252',
    rows: 400,
    write: (rounds) =>
      Buffer.from(
        `sep=;\r\n${csv(
          ['Firm', 'Total laid off', 'Percent', 'Date', 'HQ'],
          rounds.map(({ company, place, jobs, percent, day }) => [
            company,
            jobs === null ? '' : german(jobs),
            percent === null ? '' : `${percent},0`,
            `${american(day).date}/${american(day).month}/${american(day).year}`,
            place,
          ]),
          ';',
        )}`,
        'latin1',
      ),
  },
]

function csv(names: readonly string[], rows: readonly string[][], delimiter = ','): Buffer {
  return Buffer.from(stringify([[...names], ...rows], { delimiter, record_delimiter: '\r\n' }))
}
