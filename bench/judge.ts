/**
 * How fast stories are judged: whole judgements (read, match, categories, facts) with the rules that come with the program, and
 * the watched keywords of many channels beside them. Times are of this thread's processor, so that a busy machine tells the same.
 *
 *   npm run bench -- judge
 */

import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { readLearned } from '../src/config/learned.ts'
import { loadConfig } from '../src/config/load.ts'
import { readRules } from '../src/config/rules.ts'
import { readWords } from '../src/config/words.ts'
import type { Rules } from '../src/core/judge/rules.ts'
import { judgeReading } from '../src/core/learned/weigh.ts'
import { createKeywords, type Keywords } from '../src/core/pattern/keywords.ts'
import { parsePattern } from '../src/core/pattern/parse.ts'
import { compileLexicon } from '../src/core/reading/lexicon.ts'
import { type Knowledge, readProse } from '../src/core/reading/prose.ts'
import { openReader, type Reading } from '../src/core/reading/read-story.ts'
import type { Told } from '../src/core/story.ts'
import { makeStories } from './support/stories.ts'
import { makeKeywords, toRegExps } from './support/watched.ts'

const { rules, knowledge } = readConfig()
const { learned, faults } = readLearned()
if (!learned) throw new Error(faults.map(({ message }) => message).join('\n'))
const { model } = learned
const readStory = openReader(knowledge)
const stories = makeStories(
  2_000,
  knowledge.directory.companies.map(({ name }) => name),
)
const nothing = createKeywords()
const collect = garbageCollector()

wholeJudgement()
manyKeywords()
oneKeyword()
longTexts()

function readConfig(): { rules: Rules; knowledge: Knowledge } {
  const dir = join(import.meta.dirname, '../config')
  const config = loadConfig({ CONFIG_DIR: dir })
  const { book, publishers } = readWords(dir)
  const { rules, lists } = readRules(dir, publishers)
  if (config.kind === 'faults' || !rules || !book)
    throw new Error('bench: the configuration has faults')
  const { directory } = config.config
  return { rules, knowledge: { directory, lexicon: compileLexicon(book, lists) } }
}

/** Ten keywords a channel; all differ, so the index holds each. */
function wholeJudgement() {
  const texts = makeKeywords(10_000)
  const keywords = watching(texts)
  const judging = perSecond(() => judgeAll(keywords))
  const loop = texts.map(toRegExps)
  const few = stories.slice(0, 40)
  const looping = few.length / fastest(3, () => loopOver(loop, few))
  say('10,000 watched keywords, of 1,000 channels')
  say(`  whole judgement      ${round(judging)} stories/s (aim: 10,000)`)
  const unwatched = perSecond(() => judgeAll(nothing))
  const reading = perSecond(() => readAll())
  say(`  without keywords     ${round(unwatched)} stories/s`)
  say(
    `  rules and facts      ${(reading / unwatched - 1).toFixed(2)} times what reading costs (aim: under 2)`,
  )
  say(
    `  loop of RegExp       ${round(looping)} stories/s; ours is ${round(judging / looping)} times it (aim: 100)`,
  )
}

function manyKeywords() {
  const few = watching(makeKeywords(100))
  const texts = makeKeywords(100_000)
  const before = heapMb()
  let many = nothing
  const build = fastest(3, () => {
    many = watching(texts)
  })
  const mb = heapMb() - before
  const [fewRate, manyRate] = [few, many].map((keywords) => perSecond(() => judgeAll(keywords)))
  say('100,000 watched keywords')
  say(
    `  build                ${round(build * 1_000)} ms (aim: under 1,000), ${round(mb)} MB (aim: under 100)`,
  )
  say(
    `  whole judgement      ${round(manyRate ?? 0)} stories/s, with 100 ${round(fewRate ?? 0)}: ` +
      `${((manyRate ?? 0) / (fewRate ?? 1)).toFixed(2)} of it (aim: 0.5)`,
  )
}

function oneKeyword() {
  const keywords = watching(makeKeywords(10_000))
  const more = makeKeywords(1_000, 3)
  const seconds = fastest(3, () => {
    for (const text of more) keywords.add(text)
    for (const text of more) keywords.remove(text)
  })
  say('one keyword more and less, beside 10,000')
  say(`  add and remove       ${((seconds / more.length) * 1e6).toFixed(1)} µs (aim: under 50,000)`)
}

/** Each text at three lengths: twice the text must take twice the time. */
function longTexts() {
  say('the same text twice as long, whole judgement, ms at 250 kB, 500 kB, 1 MB')
  const texts: Record<string, string> = {
    'lay lay lay …': 'lay ',
    commas: ',',
    'layoffs, cuts jobs': 'layoffs, cuts jobs ',
    'a-a-a-a': 'lay-off-',
    numbers: '1,000 ',
    'sums of money': '$5bn ',
    dots: 'U.S.',
    'one word': 'x',
    names: 'Acme ',
    'no spaces': '裁员',
    brackets: '((',
  }
  const keywords = watching(makeKeywords(1_000))
  for (const [name, unit] of Object.entries(texts)) {
    const ms = [250_000, 500_000, 1_000_000].map((length) => {
      const text = unit.repeat(Math.ceil(length / unit.length))
      return 1_000 * fastest(2, () => judge(uncut(text), keywords))
    })
    say(`  ${name.padEnd(20)} ${ms.map((each) => round(each).padStart(6)).join(' ')}`)
  }
  say('a pattern of brackets twice as deep, ms for reading it')
  const ms = [250_000, 500_000, 1_000_000].map(
    (depth) =>
      1_000 * fastest(3, () => parsePattern(`${'('.repeat(depth)}job${')'.repeat(depth)}`)),
  )
  say(`  ${'((((job))))'.padEnd(20)} ${ms.map((each) => each.toFixed(2).padStart(6)).join(' ')}`)
}

function watching(texts: readonly string[]): Keywords {
  const keywords = createKeywords()
  for (const text of texts) keywords.add(text)
  return keywords
}

/** Each story is read once, for the rules and the keywords. */
function judge(reading: Reading, keywords: Keywords): number {
  return judgeReading(rules, reading, model).categories.length + keywords.match(reading).size
}

function judgeAll(keywords: Keywords): number {
  return stories.reduce((sum, told) => sum + judge(readStory(told), keywords), 0)
}

/** What is read of every story, whatever the rules are: its words, known companies and quantities. */
function readAll(): number {
  return stories.reduce((sum, told) => sum + readStory(told).title.tokens.length, 0)
}

/** As long as it is: the program itself cuts a summary off. */
function uncut(text: string): Reading {
  const title = readProse('Acme', knowledge)
  return { title, summary: readProse(text, knowledge), coverage: false }
}

function loopOver(loop: readonly RegExp[][], few: readonly Told[]): number {
  return few.reduce((sum, { title, summary }) => {
    const text = `${title} ${summary}`
    return sum + loop.filter((all) => all.every((one) => one.test(text))).length
  }, 0)
}

function perSecond(work: () => unknown): number {
  return stories.length / fastest(8, work)
}

/** Seconds of this thread's processor. */
function fastest(rounds: number, work: () => unknown): number {
  const times = Array.from({ length: rounds }, () => {
    const before = process.threadCpuUsage()
    work()
    const { user, system } = process.threadCpuUsage(before)
    return (user + system) / 1e6
  })
  return Math.min(...times)
}

function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc')
}

function heapMb(): number {
  collect()
  return process.memoryUsage().heapUsed / 1e6
}

function round(figure: number): string {
  return Math.round(figure).toLocaleString('en')
}

function say(line: string) {
  console.log(line)
}
