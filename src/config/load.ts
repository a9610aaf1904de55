import { hash } from 'node:crypto'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { criteriaByKey } from '../core/channel/asked.ts'
import { type ChannelEntry, expandEntry } from '../core/channel/channel-entry.ts'
import { fileChoices, givenByKey, wayChoices } from '../core/channel/choices.ts'
import type { ChannelSettings, Mute } from '../core/channel/settings.ts'
import { watchedCompany } from '../core/channel/watched-company.ts'
import type { Register, Trade } from '../core/facts.ts'
import { foldColumn, type Spellings, trackerFields } from '../core/history/header.ts'
import { type Rates, type ToUsd, toUsdBy } from '../core/history/rates.ts'
import type { ChannelId, FeedId } from '../core/ids.ts'
import type { Rules } from '../core/judge/rules.ts'
import { compileJudge } from '../core/learned/weigh.ts'
import { parsePattern } from '../core/pattern/parse.ts'
import { compileCompanies, type Directory } from '../core/reading/company.ts'
import type { CompanyEntry } from '../core/reading/company-entry.ts'
import { compileLexicon } from '../core/reading/lexicon.ts'
import { openReader, type ReadStory } from '../core/reading/read-story.ts'
import { hourMs, minuteMs } from '../core/text/calendar.ts'
import type { Judge } from '../core/verdict.ts'
import { configDirOf, type Environment, readEnvironment, type Variables } from './environment.ts'
import type { Fault } from './faults.ts'
import { readLearned } from './learned.ts'
import { readRules } from './rules.ts'
import {
  type ChannelYaml,
  type CompanyYaml,
  channelsShape,
  companiesShape,
  dayNumber,
  feedsShape,
  importShape,
  ratesShape,
} from './shapes.ts'
import { readWords } from './words.ts'
import { each, type Path, readYamlFile, type Step } from './yaml-file.ts'

export interface Feed {
  id: FeedId
  url: string
  name: string
  /** Never oftener; null follows the feed's own rate of news. */
  everyMs: number | null
  /** Null: news. */
  register?: { kind: Register; place: string | null } | null
}

export interface Channel {
  id: ChannelId
  settings: ChannelSettings
  /** Who may change the settings in Slack; null: the channel's members. */
  editors: readonly string[] | null
}

/** Everything that an editor may change, checked. */
export interface Config {
  environment: Environment
  feeds: readonly Feed[]
  directory: Directory
  readStory: ReadStory
  /** Phrases of pages, in small letters: "read more". */
  pageFurniture: readonly string[]
  /** What is judged by, before what labelled stories taught. */
  rules: Rules
  judge: Judge
  /** Names the rules, words, companies and weights that `judge` was made of. */
  rulesHash: string
  rates: Rates
  toUsd: ToUsd
  /** How the columns of history files are called. */
  spellings: Spellings
  channels: readonly Channel[]
  operators: readonly string[]
}

export type ConfigResult = { kind: 'config'; config: Config } | { kind: 'faults'; faults: Fault[] }

/** Reads the environment and the files it points to; either all is right, or every fault is named at once. */
export function loadConfig(variables: Variables): ConfigResult {
  const environment = readEnvironment(variables)
  const dir = configDirOf(variables)
  const feeds = readFeeds(dir)
  const { directory, rulebook, faults: rulebookFaults } = readRulebook(dir)
  const { learned, faults: learnedFaults } = readLearned()
  const { rates, faults: ratesFaults } = readRates(dir)
  const imports = readImport(dir)
  const channels = readChannels(dir, directory)
  const faults = [
    ...(environment.kind === 'faults' ? environment.faults : []),
    ...feeds.faults,
    ...rulebookFaults,
    ...learnedFaults,
    ...ratesFaults,
    ...imports.faults,
    ...channels.faults,
  ]
  if (environment.kind === 'faults' || !rulebook || !learned || faults.length > 0)
    return { kind: 'faults', faults }
  const { rules, readStory, pageFurniture, written } = rulebook
  return {
    kind: 'config',
    config: {
      environment: environment.environment,
      feeds: feeds.feeds,
      directory,
      readStory,
      pageFurniture,
      rules,
      judge: compileJudge(rules, readStory, learned.model),
      rulesHash: hashOf([...written, learned.digest]),
      rates,
      toUsd: toUsdBy(rates),
      spellings: imports.spellings,
      channels: channels.channels,
      operators: channels.operators,
    },
  }
}

/** What stories are read and judged by before labelled stories teach anything. */
interface Rulebook extends Pick<Config, 'directory' | 'readStory' | 'pageFurniture' | 'rules'> {
  /** The files, for a name of what they say. */
  written: readonly unknown[]
}

/** All that teaching needs. Null where there are faults. */
export function readRulebook(dir: string): {
  directory: Directory
  rulebook: Rulebook | null
  faults: Fault[]
} {
  const { entries, directory, faults } = readCompanies(dir)
  const words = readWords(dir)
  const { book, rules, lists, faults: ruleFaults } = readRules(dir, words.publishers)
  const all = [...faults, ...words.faults, ...ruleFaults]
  if (!rules || !words.book || all.length > 0) return { directory, rulebook: null, faults: all }
  const rulebook = {
    directory,
    readStory: openReader({ directory, lexicon: compileLexicon(words.book, lists) }),
    pageFurniture: words.pageFurniture,
    rules,
    written: [book, words.book, entries],
  }
  return { directory, rulebook, faults: [] }
}

function hashOf(value: unknown): string {
  return hash('sha256', JSON.stringify(value), 'hex').slice(0, 16)
}

function readFeeds(dir: string): { feeds: Feed[]; faults: Fault[] } {
  const { value, textsAt, faults, faultAt } = readYamlFile(dir, 'feeds.yaml', feedsShape)
  faults.push(
    ...repeated(textsAt('feeds', each, 'id')).map(({ text, path }) =>
      faultAt(path, `the feed id "${text}" is given twice; each feed needs its own`),
    ),
    ...repeated(textsAt('feeds', each, 'url')).map(({ text, path }) =>
      faultAt(path, `the address ${text} is given twice; one entry is enough`),
    ),
  )
  const feeds = (value?.feeds ?? []).map(({ id, url, file, name, every, kind, place }) => ({
    id: id as FeedId,
    url: url ?? pathToFileURL(resolve(dir, file ?? '')).href,
    name,
    everyMs: kind ? Math.max(every ?? 0, leastMs[kind]) : (every ?? null),
    register: kind ? { kind, place: place ?? null } : null,
  }))
  return { feeds, faults }
}

/** What the registers allow, or renew themselves in. */
const leastMs: Record<Register, number> = {
  'sec-8k': 2 * minuteMs,
  warn: hourMs,
  erm: 12 * hourMs,
}

function readCompanies(dir: string): {
  entries: CompanyEntry[]
  directory: Directory
  faults: Fault[]
} {
  const { value, faults, faultAt } = readYamlFile(dir, 'companies.yaml', companiesShape)
  const placed: { entry: CompanyEntry; path: Path }[] = []
  const build = (yaml: CompanyYaml, sector: string, owner: Trade, path: Path): CompanyEntry => {
    const trade = yaml.industry ?? owner
    const entry: CompanyEntry = {
      id: yaml.id ?? slug(yaml.name),
      name: yaml.name,
      aliases: yaml.aliases,
      products: yaml.products,
      tickers: yaml.tickers,
      ...(yaml.cik !== undefined && { cik: yaml.cik }),
      notIn: yaml.not_in,
      plainWord: yaml.plain_word,
      sector,
      trade,
      units: yaml.units.map((unit, index) => build(unit, sector, trade, [...path, 'units', index])),
    }
    placed.push({ entry, path })
    return entry
  }
  const entries = Object.entries(value ?? {}).flatMap(([sector, list]) =>
    list.map((yaml, index) => build(yaml, sector, 'tech', [sector, index])),
  )
  const names = placed.flatMap(({ entry, path }) =>
    [entry.name, ...entry.aliases, ...(entry.products ?? [])].map((name) => ({
      text: name.toLowerCase(),
      path,
    })),
  )
  faults.push(
    ...repeated(placed.map(({ entry, path }) => ({ text: entry.id, path }))).map(({ text, path }) =>
      faultAt(path, `the company id "${text}" is given twice; set another "id"`),
    ),
    ...repeated(names).map(({ text, path }) =>
      faultAt(path, `the name "${text}" stands for two companies; keep one`),
    ),
  )
  return { entries, directory: compileCompanies(entries), faults }
}

/** Amounts in other currencies are then unknown, and an unknown number passes a minimum. */
const noRates = 'date: 1970-01-01\nper_usd: {}'

function readRates(dir: string): { rates: Rates; faults: Fault[] } {
  const { value, faults } = readYamlFile(dir, 'rates.yaml', ratesShape, noRates)
  return { rates: { date: value?.date ?? '', perUsd: value?.per_usd ?? {} }, faults }
}

/** Without it no tracker's column is known; our own export needs none of it. */
const noSpellings = 'columns: {}'

function readImport(dir: string): { spellings: Spellings; faults: Fault[] } {
  const { value, textsAt, faults, faultAt } = readYamlFile(
    dir,
    'import.yaml',
    importShape,
    noSpellings,
  )
  const written = trackerFields.flatMap((field) => textsAt('columns', field, each))
  const folded = written.map(({ text, path }) => ({ text: foldColumn(text), path, written: text }))
  faults.push(
    ...folded
      .filter(({ text }) => text === '')
      .map(({ path, written }) =>
        faultAt(path, `"${written}" has no letter outside brackets; columns are known by them`),
      ),
    ...repeated(folded.filter(({ text }) => text !== '')).map(({ path, written }) =>
      faultAt(path, `the column "${written}" is given twice; letters alone count, keep one`),
    ),
  )
  return { spellings: value ?? { columns: {}, unknown: [] }, faults }
}

function readChannels(
  dir: string,
  directory: Directory,
): { channels: Channel[]; operators: string[]; faults: Fault[] } {
  const { value, textsAt, faults, faultAt } = readYamlFile(
    dir,
    'channels.yaml',
    channelsShape,
    'channels: []',
  )
  faults.push(
    ...repeated(textsAt('channels', each, 'channel')).map(({ text, path }) =>
      faultAt(path, `channel ${text} is given twice; join the two entries`),
    ),
  )
  for (const { path, text } of placesOfPatterns.flatMap((place) => textsAt(...place))) {
    const pattern = parsePattern(text)
    if (pattern.kind === 'fault') faults.push(faultAt(path, `"${text}": ${pattern.message}`))
  }
  const channels = (value?.channels ?? []).map((yaml) => ({
    id: yaml.channel as ChannelId,
    settings: expandEntry(channelEntry(yaml, directory)),
    editors: yaml.editors ?? null,
  }))
  return { channels, operators: value?.operators ?? [], faults }
}

/** Everything in `channels.yaml` that is read as a pattern. */
const placesOfPatterns: Step[][] = [
  ['channels', each, 'keywords', each],
  ['channels', each, 'mute', each],
  ['channels', each, 'watches', each, 'match'],
  ['channels', each, 'watches', each, 'not', each],
]

/** From the names of the file to those of the program. */
function channelEntry(yaml: ChannelYaml, directory: Directory): ChannelEntry {
  const { companies, keywords, hears, ...narrowing } = yaml
  const keys = (names: readonly string[]) => names.map((name) => watchedCompany(name, directory))
  const mute = (words: string): Mute => {
    const company = directory.find(words)
    return company
      ? { kind: 'company', company: company.key, until: null }
      : { kind: 'words', words, until: null }
  }
  return defined({
    watches: yaml.watches?.map(({ type, types, companies, ...watch }) =>
      criteriaByKey({
        ...watch,
        companies: companies && keys(companies),
        types: type ? [type, ...(types ?? [])] : types,
      }),
    ),
    within: criteriaByKey({ ...narrowing, types: hears }),
    companies: companies && keys(companies),
    keywords,
    mute: yaml.mute?.map(mute),
    digest: yaml.digest && {
      every: yaml.digest.every,
      at: yaml.digest.at,
      zone: yaml.digest.zone,
      ...(yaml.digest.day && { day: dayNumber(yaml.digest.day) }),
    },
    quiet: yaml.quiet,
    ...givenByKey(wayChoices, yaml),
    ...givenByKey(fileChoices, yaml),
  })
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** Without the keys that were not given. */
function defined<T extends object>(given: T): Defined<T> {
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as Defined<T>
}

/** The second and later of those with equal texts. */
function repeated<T extends { text: string }>(all: readonly T[]): T[] {
  const seen = new Set<string>()
  return all.filter(({ text }) => seen.size === seen.add(text).size)
}

function slug(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}
