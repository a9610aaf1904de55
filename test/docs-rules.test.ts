import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { rulesShape } from '../src/config/rules-shape.ts'
import { compileRules, type Hit } from '../src/core/judge/rules.ts'
import { matchPattern } from '../src/core/pattern/match.ts'
import { quote } from '../src/core/pattern/matchable.ts'
import { parsePattern } from '../src/core/pattern/parse.ts'
import { compileCompanies } from '../src/core/reading/company.ts'
import type { CompanyEntry } from '../src/core/reading/company-entry.ts'
import { readProse } from '../src/core/reading/prose.ts'
import { wordless } from './support/knowledge.ts'
import { readConfig } from './support/labelled.ts'

const { readStory } = readConfig()

const page = readFileSync(join(import.meta.dirname, '../docs/rules.md'), 'utf8')

/** The code blocks of one language. */
function blocks(language: string): string[] {
  return page
    .split('```')
    .filter((_, at) => at % 2 === 1)
    .flatMap((block) => (block.startsWith(`${language}\n`) ? block.slice(language.length + 1) : []))
}

/** Examples: a line of its own, and the indented lines under it. */
function examples(language: string): [head: string, lines: string[]][] {
  return blocks(language)
    .flatMap((block) => block.trim().split('\n\n'))
    .map((example) => {
      const [head = '', ...lines] = example.split('\n')
      return [head, lines.map((line) => line.trim())]
    })
}

function storyOf(written: string) {
  const [title = '', summary = ''] = written.split(' — ')
  return { texts: { title, summary }, story: { title: read(title), summary: read(summary) } }
}

const acme: CompanyEntry = {
  id: 'acme',
  name: 'Acme',
  aliases: [],
  tickers: [],
  units: [],
  plainWord: false,
  sector: null,
}
const knowledge = wordless(compileCompanies([acme]))

function read(text: string) {
  return readProse(text, knowledge)
}

describe.each(examples('pattern'))('%s', (pattern, lines) => {
  test.each(lines)('%s', (line) => {
    const read = parsePattern(pattern)
    const [mark, said] = [line.charAt(0), line.slice(2)]
    if (mark === '!') expect(read).toMatchObject({ kind: 'fault', message: said })
    else if (read.kind === 'fault') expect.fail(read.message)
    else {
      expect(['✓', '✗']).toContain(mark)
      expect(matchPattern(read, storyOf(said).story).kind === 'match').toBe(mark === '✓')
    }
  })
})

test.each(examples('names'))('%s names', (title, lines) => {
  const told = { title, summary: '', source: '', publishedAt: null }
  expect(readStory(told).title.names.map(({ company }) => company.name)).toEqual(lines)
})

describe('the rules on the page', () => {
  const compiled = compileRules(rulesShape.parse(parse(blocks('yaml').join('\n'))))
  if (compiled.kind === 'faults') throw new Error(JSON.stringify(compiled.faults))

  test.each(examples('verdict'))('%s', (written, lines) => {
    const { texts, story } = storyOf(written)
    const { fired, held } = compiled.rules.judge(story)
    const tell = (hit: Hit) => `${hit.rule.id}: ${quote(texts[hit.field], story[hit.field], hit)}`
    expect([
      ...fired.map((hit) => `fired ${tell(hit)}`),
      ...held.map((hit) => `held ${tell(hit)}`),
    ]).toEqual(lines)
  })
})
