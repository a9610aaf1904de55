/** Writes config/schema/*.json from the shapes, so that editors complete and check the YAML. `--check` only compares. */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { rulesShape } from '../src/config/rules-shape.ts'
import {
  channelsShape,
  companiesShape,
  feedsShape,
  importShape,
  ratesShape,
} from '../src/config/shapes.ts'
import { wordsShape } from '../src/config/words.ts'

const dir = join(import.meta.dirname, '../config/schema')
const shapes = {
  feeds: feedsShape,
  companies: companiesShape,
  channels: channelsShape,
  rates: ratesShape,
  import: importShape,
  rules: rulesShape,
  words: wordsShape,
}

mkdirSync(dir, { recursive: true })
for (const [name, shape] of Object.entries(shapes)) {
  const path = join(dir, `${name}.schema.json`)
  const text = `${JSON.stringify(z.toJSONSchema(shape, { io: 'input' }), null, 2)}\n`
  if (!process.argv.includes('--check')) writeFileSync(path, text)
  else if (readFileSync(path, 'utf8') !== text) {
    console.error(`${path} is not current; run: npm run schemas`)
    process.exitCode = 1
  }
}
