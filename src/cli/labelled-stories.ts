import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import type { LabelledStory } from '../core/why/labelled-test.ts'
import { readLabelled } from './labelled-lines.ts'

/** The project's labelled stories, read when they are first asked for; none where the configuration has no such file. */
export function openLabelledStories(configDir: string): () => Promise<readonly LabelledStory[]> {
  let read: Promise<readonly LabelledStory[]> | undefined
  return () => {
    read ??= readStories(join(configDir, 'labelled.jsonl'))
    return read
  }
}

async function readStories(path: string): Promise<readonly LabelledStory[]> {
  if (!existsSync(path)) return []
  const file = await readLabelled(createReadStream(path, 'utf8'))
  if (file.kind === 'bad') throw new Error(`${path}:${file.line}: ${file.why}`)
  return file.stories.map(({ told, layoff, ai }) => ({
    told,
    isNews: layoff === 'event' || ai === 'event',
  }))
}
