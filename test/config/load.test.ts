import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { printFaults } from '../../src/config/faults.ts'
import { loadConfig } from '../../src/config/load.ts'
import { wordsShape } from '../../src/config/words.ts'
import { compileJudge } from '../../src/core/learned/weigh.ts'
import { factLists } from '../../src/core/reading/lexicon.ts'

/** Every list of the file, with one word. */
function wordsYaml(): string {
  return Object.keys(wordsShape.in.shape)
    .map((name) => `${name}: [acme]\n`)
    .join('')
}

const right = {
  'feeds.yaml':
    'feeds:\n  - { id: wire, name: The Wire, url: "https://wire.example/rss", every: 15m }\n',
  'companies.yaml': 'retail:\n  - { name: Acme, units: [{ name: Acme Cloud }] }\n',
  'words.yaml': wordsYaml(),
  'rules.yaml':
    `words: ${JSON.stringify(Object.fromEntries(factLists.map((name) => [name, 'word'])))}\n` +
    'rules:\n  - { id: layoffs, category: layoff, why: the title says layoffs, title: [layoffs] }\n',
  'rates.yaml': 'date: 2026-11-02\nper_usd: { EUR: 0.5 }\n',
  'channels.yaml':
    'channels:\n  - { channel: C0123456789, hears: [layoff], min_headcount: 100, mute: [acme, crypto] }\n',
}

function folder(files: Partial<typeof right> = {}): string {
  const dir = mkdtempSync(join(tmpdir(), 'bellwether-config-'))
  mkdirSync(dir, { recursive: true })
  for (const [name, text] of Object.entries({ ...right, ...files })) {
    writeFileSync(join(dir, name), text)
  }
  return dir
}

function load(files: Partial<typeof right> = {}, variables: Record<string, string> = {}) {
  return loadConfig({ CONFIG_DIR: folder(files), ...variables })
}

function faults(files: Partial<typeof right> = {}, variables: Record<string, string> = {}): string {
  const result = load(files, variables)
  return result.kind === 'faults' ? printFaults(result.faults) : ''
}

test('the files become one configuration', () => {
  const result = load()
  expect(result).toMatchObject({
    kind: 'config',
    config: {
      feeds: [{ id: 'wire', everyMs: 900_000 }],
      channels: [
        {
          id: 'C0123456789',
          settings: {
            watches: [{ types: ['layoff'], minHeadcount: 100 }],
            mute: [
              { kind: 'company', company: 'acme' },
              { kind: 'words', words: 'crypto' },
            ],
          },
        },
      ],
      environment: { slack: { kind: 'preview' }, port: 3000, database: 'data/bellwether.db' },
    },
  })
})

test('a list of words.yaml that is missing or new, and a word that is several or stands twice, are faults', () => {
  const words = right['words.yaml']
    .replace('roles: [acme]\n', '')
    .replace('places: [acme]', 'places:\n  - paris\n  - Tel Aviv\n  - oslo\n  - paris')
  const told = faults({ 'words.yaml': `${words}colours: [red]\n` })
  expect(told).toContain('words.yaml:1: roles: is missing\n')
  expect(told).toMatch(
    /words.yaml:\d+: places\[1\]: is to be a single word in small letters, without hyphens and accents\n/,
  )
  expect(told).toMatch(/words.yaml:\d+: places: "paris" is given twice\n/)
  expect(told).toMatch(/words.yaml:\d+: there is no key "colours"; there are publishers, .*\n/)
})

test('a rate of no currency is a fault', () => {
  expect(faults({ 'rates.yaml': 'date: 2026-11-02\nper_usd: { EUR: 0.5, EUX: 2 }\n' })).toContain(
    'a currency is its ISO 4217 code, as in EUR',
  )
})

test('by the rules alone, a word added to them counts for the rule and for the number, one of words.yaml for the name and for who pays whom', () => {
  const dir = mkdtempSync(join(tmpdir(), 'bellwether-config-'))
  cpSync('config', dir, { recursive: true })
  const edit = (file: string, from: string, to: string) => {
    const path = join(dir, file)
    writeFileSync(path, readFileSync(path, 'utf8').replace(from, to))
  }
  const judged = (title: string) => {
    const result = loadConfig({ CONFIG_DIR: dir })
    if (result.kind === 'faults') throw new Error(printFaults(result.faults))
    const { rules, readStory } = result.config
    const judge = compileJudge(rules, readStory, null)
    return judge({ title, summary: '', source: '', publishedAt: null }).facts
  }
  const title = 'Quillbeam Zaps 300 Wranglers'
  expect(judged(title)).toEqual([])
  edit('rules.yaml', '  cut: >-\n', '  cut: >-\n    zap |\n')
  edit('rules.yaml', '  jobs: >-\n', '  jobs: >-\n    wrangler |\n')
  expect(judged(title)).toMatchObject([{ company: { name: 'Quillbeam' }, headcount: 300 }])
  const ofMaker = 'Widgeteer Quillbeam lays off 300'
  expect(judged(ofMaker)).toMatchObject([{ company: { name: 'Widgeteer Quillbeam' } }])
  edit('words.yaml', 'descriptors:\n  [\n', 'descriptors:\n  [\n    widgeteer,\n')
  expect(judged(ofMaker)).toMatchObject([{ company: { name: 'Quillbeam' } }])
  const wager = 'Quillbeam places $40 billion on Kindling, its largest AI investment'
  expect(judged(wager)).toMatchObject([{ kind: 'capex', recipient: null }])
  edit('words.yaml', 'bets: [', 'bets: [places, ')
  expect(judged(wager)).toMatchObject([{ kind: 'stake', recipient: { name: 'Kindling' } }])
})

test("the project's own configuration has no fault", () => {
  const result = loadConfig({ CONFIG_DIR: join(import.meta.dirname, '../../config') })
  expect(result.kind === 'faults' ? printFaults(result.faults) : '').toBe('')
})

test('every fault of every file is named at once, with its line', () => {
  const text = faults({
    'feeds.yaml': [
      'feeds:',
      '  - { id: wire, name: The Wire, url: "https://wire.example/rss" }',
      '  - { id: wire, name: The Wire, url: "https://wire.example/other" }',
    ].join('\n'),
    'companies.yaml': 'retail:\n  - name: Acme\n    alias: [Acme Inc]\n',
    'channels.yaml': 'channels:\n  - channel: "#general"\n    hears: [layoffs]\n',
  })
  expect(text).toContain(
    'feeds.yaml:3: the feed id "wire" is given twice; each feed needs its own\n',
  )
  expect(text).toContain(
    'companies.yaml:3: retail[0]: there is no key "alias"; did you mean "aliases"?\n',
  )
  expect(text).toContain('channels.yaml:2: channels[0].channel: a channel is given by its id')
  expect(text).toContain('channels.yaml:3: channels[0].hears[0]: ')
})

test('a fault of a file hides no other of the same file', () => {
  const text = faults({
    'feeds.yaml': [
      'feeds:',
      '  - { id: wire, name: The Wire, url: "https://wire.example/rss" }',
      '  - { id: wire, name: The Post, url: "post.example", evry: 15m }',
    ].join('\n'),
    'channels.yaml': 'channels:\n  - channel: "#general"\n    keywords: ["(("]\n',
    'rules.yaml': [
      'rules:',
      '  - { id: layoffs, category: layofs, why: a spelling mistake, title: layoffs }',
      '  - { id: cuts, category: layoff, why: a bracket too many, title: "cuts (" }',
    ].join('\n'),
  })
  expect(text).toContain('feeds.yaml:3: the feed id "wire" is given twice')
  expect(text).toContain('feeds.yaml:3: feeds[1]: there is no key "evry"')
  expect(text).toContain("feeds.yaml:3: feeds[1].url: a feed's address")
  expect(text).toContain('channels.yaml:2: channels[0].channel: ')
  expect(text).toContain('channels.yaml:3: "((": ')
  expect(text).toContain('rules.yaml:2: rules[0].category: is to be one of layoff, ai_investment')
  expect(text).toContain('rules.yaml:3: rule "cuts": ')
})

test.each([
  ['no valid YAML', 'publishers: [acme\n  }'],
  ['no text at all', '\u0000\u0001\ufffd\u0000'],
  ['without its publishers', right['words.yaml'].replace('publishers: [acme]\n', '')],
])('where words.yaml is %s, its lists are not missed in rules.yaml', (_what, words) => {
  const rules = right['rules.yaml'].replace('[layoffs]', '["{publishers} layoffs"]')
  const text = faults({ 'words.yaml': words, 'rules.yaml': rules })
  expect(text).toMatch(/^words\.yaml/)
  expect(text).not.toContain('rules.yaml')
})

test('a fault of one list of words.yaml hides none of rules.yaml', () => {
  const words = right['words.yaml'].replace('roles: [acme]', 'roles: [Tel Aviv]')
  const rules = right['rules.yaml'].replace('[layoffs]', '["{publishers} layoffs ("]')
  const text = faults({ 'words.yaml': words, 'rules.yaml': rules })
  expect(text).toMatch(
    /^rules\.yaml:3: rule "layoffs": a word is missing .*\nwords\.yaml:\d+: roles\[0\]: /,
  )
})

test('a channel may hear any story, in a watch with the type any', () => {
  const watches = '[{ type: any, match: crypto }, { types: [any] }, { types: [layoff] }]'
  const result = load({
    'channels.yaml': `channels: [{ channel: C0123456789, watches: ${watches} }]`,
  })
  expect(result).toMatchObject({
    config: {
      channels: [
        {
          settings: {
            watches: [
              { types: ['any'], match: 'crypto' },
              { types: ['any'] },
              { types: ['layoff'] },
            ],
          },
        },
      ],
    },
  })
})

test('a folder without channels and rates will do', () => {
  const dir = folder()
  for (const name of ['channels.yaml', 'rates.yaml']) rmSync(join(dir, name))
  const result = loadConfig({ CONFIG_DIR: dir })
  expect(result).toMatchObject({ kind: 'config', config: { channels: [] } })
  expect(result.kind === 'config' && result.config.toUsd(5, 'EUR', 0)).toBe(null)
})

test.each([
  ['ftp://wire.example/rss', 'begins with http:// or https://'],
  ['https://user:secret@wire.example/rss', 'carries no password'],
  ['wire.example', 'begins with http:// or https://'],
])('the feed address %s is a fault', (url, words) => {
  expect(faults({ 'feeds.yaml': `feeds:\n  - { id: a, name: A, url: "${url}" }\n` })).toContain(
    words,
  )
})

test('the address of a feed: button is that of the feed', () => {
  const yaml = 'feeds:\n  - { id: a, name: A, url: "feed:https://wire.example/rss" }\n'
  const result = loadConfig({ CONFIG_DIR: folder({ 'feeds.yaml': yaml }) })
  expect(result).toMatchObject({ config: { feeds: [{ url: 'https://wire.example/rss' }] } })
})

test.each([
  ['feeds.yaml', '{ id: 500 }', 'id: is to be a text: put it in quotes'],
  ['feeds.yaml', '{ name: true }', 'name: is to be a text: put it in quotes'],
  ['feeds.yaml', '{ name: [a] }', 'name: is to be a text\n'],
  ['feeds.yaml', '{ name: "" }', 'name: is empty'],
  ['feeds.yaml', `{ name: ${'a'.repeat(81)} }`, 'name: is longer than 80 letters'],
  ['rules.yaml', '{ title: 500 }', 'title: is to be a text: put it in quotes, or is to be a list'],
  ['rules.yaml', '{ title: [layoffs, 500] }', 'title[1]: is to be a text: put it in quotes'],
  ['rules.yaml', '{ when: [] }', 'when: is empty'],
  ['channels.yaml', '{ min_headcount: -1 }', 'min_headcount: is to be 0 or more'],
  ['channels.yaml', '{ watchs: [] }', 'there is no key "watchs"; did you mean "watches"?'],
  ['channels.yaml', '{ digest: { hour: 9 } }', 'no key "hour"; there are every, day, at, zone\n'],
])('in %s %s is a fault with what would be right', (file, entry, said) => {
  const [list] = file.split('.')
  expect(faults({ [file]: `${list}:\n  - ${entry}\n` })).toContain(said)
})

test('a folder where a file belongs is said to be one', () => {
  const dir = folder()
  rmSync(join(dir, 'feeds.yaml'))
  mkdirSync(join(dir, 'feeds.yaml'))
  expect(faults({}, { CONFIG_DIR: dir })).toBe(
    'feeds.yaml: is a folder; a file of YAML belongs here\n',
  )
})

test('broken YAML is named with its line', () => {
  expect(faults({ 'feeds.yaml': 'feeds:\n  - { id: a\n' })).toMatch(
    /^feeds\.yaml:\d: not valid YAML: /,
  )
})

test('a company name that stands for two companies is a fault', () => {
  expect(
    faults({
      'companies.yaml':
        'retail:\n  - { name: Acme }\nai:\n  - { name: Acme AI, aliases: [ACME] }\n',
    }),
  ).toContain('companies.yaml:4: the name "acme" stands for two companies; keep one')
})

test('a missing file is named', () => {
  expect(faults({}, { CONFIG_DIR: '/nowhere' })).toContain('feeds.yaml: no such file in /nowhere')
})

test.each([
  [
    { SLACK_BOT_TOKEN: 'xoxb-1' },
    'SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) is missing',
  ],
  [{ SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN is missing'],
  [{ SLACK_BOT_TOKEN: 'xapp-1', SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN begins with xoxb-'],
  [{ SLACK_CLIENT_ID: '1', SLACK_SIGNING_SECRET: 's' }, 'SLACK_STATE_SECRET is missing'],
  [
    { SLACK_CLIENT_ID: '1', SLACK_SIGNING_SECRET: 's', SLACK_STATE_SECRET: 'x' },
    'SLACK_STATE_SECRET is 16 characters or more',
  ],
  [{ POLL_CRON: 'often' }, 'POLL_CRON is cron with five or six fields'],
  [{ PORT: 'http' }, 'PORT is a port, 0 to 65535'],
  [{ PORT: '70000' }, 'PORT is a port, 0 to 65535'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL is one of trace, debug, info, warn, error, fatal, silent'],
  [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL is "sqlite:PATH"'],
  [{ DATABASE_URL: 'postgres://me:a#b@host/x' }, 'DATABASE_URL is no address'],
  [{ DATABASE_URL: 'postgres://me:a/b@host/x' }, 'DATABASE_URL is no address'],
  [{ FEEDS_ALLOW_HOSTS: '*.example:80' }, 'FEEDS_ALLOW_HOSTS is exact host:port entries'],
])('the environment %o is a fault, not a preview', (variables, words) => {
  expect(faults({}, variables as Record<string, string>)).toContain(words)
})

test('a fault never shows a secret', () => {
  expect(
    faults({}, { SLACK_BOT_TOKEN: 'xoxp-very-secret', SLACK_APP_TOKEN: 'xapp-1' }),
  ).not.toContain('very-secret')
})

test('a secret may be read from a file', () => {
  const path = join(folder(), 'token')
  writeFileSync(path, 'xoxb-from-file\n')
  expect(load({}, { SLACK_BOT_TOKEN_FILE: path, SLACK_APP_TOKEN: 'xapp-1' })).toMatchObject({
    config: { environment: { slack: { kind: 'socket', botToken: 'xoxb-from-file' } } },
  })
})

test('files of secrets that are empty are a fault, not a preview', () => {
  const path = join(folder(), 'token')
  writeFileSync(path, '\n')
  const told = faults({}, { SLACK_BOT_TOKEN_FILE: path, SLACK_APP_TOKEN_FILE: path })
  expect(told).toContain(`SLACK_BOT_TOKEN_FILE names ${path}, which is empty`)
})

describe('a feed of a register', () => {
  const feeds = (...lines: string[]) => ({ 'feeds.yaml': ['feeds:', ...lines].join('\n') })

  test('is asked no oftener than the register allows, and may be a table beside the file', () => {
    const result = load(
      feeds(
        '  - { id: sec, name: SEC, kind: sec-8k, url: "https://sec.example/list", every: 1m }',
        '  - { id: warn, name: Ohio, kind: warn, place: oh, file: warn/ohio.csv, every: 1d }',
      ),
    )
    expect(result.kind === 'config' && result.config.feeds).toMatchObject([
      { everyMs: 120_000, register: { kind: 'sec-8k', place: null } },
      {
        everyMs: 86_400_000,
        register: { kind: 'warn', place: 'Ohio' },
        url: expect.stringMatching(/^file:.*\/warn\/ohio\.csv$/),
      },
    ])
  })

  test.each([
    ['{ id: a, name: A }', 'a feed has a url, or else a file'],
    ['{ id: a, name: A, file: x.csv }', 'only a feed of kind warn or erm may be a file'],
    [
      '{ id: a, name: A, url: "https://a.example", place: OH }',
      'only a feed of kind warn has a place',
    ],
    [
      '{ id: a, name: A, kind: warn, place: Atlantis, url: "https://a.example" }',
      'a place is a state',
    ],
  ])('%s: %s', (feed, message) => {
    expect(faults(feeds(`  - ${feed}`))).toContain(message)
  })
})
