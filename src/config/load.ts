import { hash } from 'node:crypto'
import { compileJudge, type Judge } from '../core/classify.ts'
import { type CompanyEntry, compileCompanies, type Directory } from '../core/company.ts'
import type { ChannelId, FeedId } from '../core/event.ts'
import { parsePattern } from '../core/pattern-parse.ts'
import { toUsd } from '../core/rates.ts'
import {
  type ChannelEntry,
  type ChannelSettings,
  expandEntry,
  type Mute,
} from '../core/settings.ts'
import type { ToUsd } from '../core/totals.ts'
import { type Environment, readEnvironment, type Variables } from './environment.ts'
import type { Fault } from './faults.ts'
import { readRules } from './rules.ts'
import {
  type ChannelYaml,
  type CompanyYaml,
  channelsShape,
  companiesShape,
  dayNumber,
  feedsShape,
  ratesShape,
} from './shapes.ts'
import { type Path, readYamlFile } from './yaml-file.ts'

export interface Feed {
  id: FeedId
  url: string
  name: string
  /** Never oftener; null follows the feed's own rate of news. */
  everyMs: number | null
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
  judge: Judge
  /** Names the rules and companies that `judge` was made of. */
  rulesHash: string
  toUsd: ToUsd
  channels: readonly Channel[]
  operators: readonly string[]
}

export type ConfigResult = { kind: 'config'; config: Config } | { kind: 'faults'; faults: Fault[] }

/** Reads the environment and the files it points to; either all is right, or every fault is named at once. */
export function loadConfig(variables: Variables): ConfigResult {
  const environment = readEnvironment(variables)
  const dir =
    environment.kind === 'environment'
      ? environment.environment.configDir
      : variables.CONFIG_DIR || 'config'
  const feeds = readFeeds(dir)
  const companies = readCompanies(dir)
  const rules = readRules(dir)
  const rates = readRates(dir)
  const channels = readChannels(dir, companies.directory)
  const faults = [
    ...(environment.kind === 'faults' ? environment.faults : []),
    ...feeds.faults,
    ...companies.faults,
    ...rules.faults,
    ...rates.faults,
    ...channels.faults,
  ]
  if (environment.kind === 'faults' || !rules.rules || faults.length > 0)
    return { kind: 'faults', faults }
  return {
    kind: 'config',
    config: {
      environment: environment.environment,
      feeds: feeds.feeds,
      directory: companies.directory,
      judge: compileJudge(rules.rules, companies.directory),
      rulesHash: hash('sha256', JSON.stringify([rules.book, companies.entries]), 'hex').slice(
        0,
        16,
      ),
      toUsd: rates.toUsd,
      channels: channels.channels,
      operators: channels.operators,
    },
  }
}

function readFeeds(dir: string): { feeds: Feed[]; faults: Fault[] } {
  const { value, faults, faultAt } = readYamlFile(dir, 'feeds.yaml', feedsShape)
  const entries = value?.feeds ?? []
  faults.push(
    ...repeated(entries.map(({ id }) => id)).map(({ name, index }) =>
      faultAt(
        ['feeds', index, 'id'],
        `the feed id "${name}" is given twice; each feed needs its own`,
      ),
    ),
    ...repeated(entries.map(({ url }) => url)).map(({ name, index }) =>
      faultAt(['feeds', index, 'url'], `the address ${name} is given twice; one entry is enough`),
    ),
  )
  const feeds = entries.map(({ id, url, name, every }) => ({
    id: id as FeedId,
    url,
    name,
    everyMs: every ?? null,
  }))
  return { feeds, faults }
}

function readCompanies(dir: string): {
  entries: CompanyEntry[]
  directory: Directory
  faults: Fault[]
} {
  const { value, faults, faultAt } = readYamlFile(dir, 'companies.yaml', companiesShape)
  const placed: { entry: CompanyEntry; path: Path }[] = []
  const build = (yaml: CompanyYaml, sector: string, path: Path): CompanyEntry => {
    const entry: CompanyEntry = {
      id: yaml.id ?? slug(yaml.name),
      name: yaml.name,
      aliases: yaml.aliases,
      tickers: yaml.tickers,
      plainWord: yaml.plain_word,
      sector,
      units: yaml.units.map((unit, index) => build(unit, sector, [...path, 'units', index])),
    }
    placed.push({ entry, path })
    return entry
  }
  const entries = Object.entries(value ?? {}).flatMap(([sector, list]) =>
    list.map((yaml, index) => build(yaml, sector, [sector, index])),
  )
  const names = placed.flatMap(({ entry, path }) =>
    [entry.name, ...entry.aliases].map((name) => ({ name: name.toLowerCase(), path })),
  )
  faults.push(
    ...repeated(placed.map(({ entry }) => entry.id)).map(({ name, index }) =>
      faultAt(
        placed[index]?.path ?? [],
        `the company id "${name}" is given twice; set another "id"`,
      ),
    ),
    ...repeated(names.map(({ name }) => name)).map(({ name, index }) =>
      faultAt(names[index]?.path ?? [], `the name "${name}" stands for two companies; keep one`),
    ),
  )
  return { entries, directory: compileCompanies(entries), faults }
}

function readRates(dir: string): { toUsd: ToUsd; faults: Fault[] } {
  const { value, faults } = readYamlFile(dir, 'rates.yaml', ratesShape)
  const rates = { date: value?.date ?? '', perUsd: value?.per_usd ?? {} }
  return { toUsd: (amount, currency) => toUsd(amount, currency, rates), faults }
}

function readChannels(
  dir: string,
  directory: Directory,
): { channels: Channel[]; operators: string[]; faults: Fault[] } {
  const { value, faults, faultAt } = readYamlFile(dir, 'channels.yaml', channelsShape)
  const entries = value?.channels ?? []
  faults.push(
    ...repeated(entries.map(({ channel }) => channel)).map(({ name, index }) =>
      faultAt(
        ['channels', index, 'channel'],
        `channel ${name} is given twice; join the two entries`,
      ),
    ),
  )
  for (const [index, yaml] of entries.entries()) {
    for (const { path, text } of patternsOf(yaml)) {
      const pattern = parsePattern(text)
      if (pattern.kind === 'fault') {
        faults.push(faultAt(['channels', index, ...path], `"${text}": ${pattern.message}`))
      }
    }
  }
  const channels = entries.map((yaml) => ({
    id: yaml.channel as ChannelId,
    settings: expandEntry(channelEntry(yaml, directory)),
    editors: yaml.editors ?? null,
  }))
  return { channels, operators: value?.operators ?? [], faults }
}

/** Everything in an entry that is read as a pattern. */
function patternsOf(yaml: ChannelYaml): { path: Path; text: string }[] {
  const list = (path: Path, texts: readonly string[] = []) =>
    texts.map((text, index) => ({ path: [...path, index], text }))
  return [
    ...list(['keywords'], yaml.keywords),
    ...list(['mute'], yaml.mute),
    ...(yaml.watches ?? []).flatMap((watch, index) => [
      ...(watch.match === undefined
        ? []
        : [{ path: ['watches', index, 'match'], text: watch.match }]),
      ...list(['watches', index, 'not'], watch.not),
    ]),
  ]
}

/** From the names of the file to those of the program. */
function channelEntry(yaml: ChannelYaml, directory: Directory): ChannelEntry {
  const keys = (names: readonly string[]) => names.map((name) => directory.resolve(name).key)
  const mute = (words: string): Mute => {
    const company = directory.find(words)
    return company
      ? { kind: 'company', company: company.key, until: null }
      : { kind: 'words', words, until: null }
  }
  return defined({
    watches: yaml.watches?.map((watch) =>
      defined({
        match: watch.match,
        companies: watch.companies && keys(watch.companies),
        types: watch.types,
        minHeadcount: watch.min_headcount,
        minAmountUsd: watch.min_amount_usd,
        not: watch.not,
      }),
    ),
    hears: yaml.hears,
    companies: yaml.companies && keys(yaml.companies),
    keywords: yaml.keywords,
    minHeadcount: yaml.min_headcount,
    minAmountUsd: yaml.min_amount_usd,
    mute: yaml.mute?.map(mute),
    updates: yaml.updates,
    digest: yaml.digest && {
      every: yaml.digest.every,
      at: yaml.digest.at,
      zone: yaml.digest.zone,
      ...(yaml.digest.day && { day: dayNumber(yaml.digest.day) }),
    },
    quiet: yaml.quiet,
    onUnknown: yaml.on_unknown,
  })
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** Without the keys that were not given. */
function defined<T extends object>(given: T): Defined<T> {
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as Defined<T>
}

/** The second and later of equal names, with their places. */
function repeated(names: readonly string[]): { name: string; index: number }[] {
  return names
    .map((name, index) => ({ name, index }))
    .filter(({ name, index }) => names.indexOf(name) !== index)
}

function slug(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}
