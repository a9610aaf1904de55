import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Fault } from '../config/faults.ts'
import type { LabelledStory } from '../core/why/labelled-test.ts'
import { openInput } from './input.ts'
import { readLabelled } from './labelled-lines.ts'

const file = 'labelled.jsonl'

/** The project's labelled stories, read when they are first asked for; none where the configuration has no such file. */
export function openLabelledStories(configDir: string): () => Promise<readonly LabelledStory[]> {
  let read: Promise<readonly LabelledStory[]> | undefined
  return () => {
    read ??= readStories(configDir)
    return read
  }
}

async function readStories(configDir: string): Promise<readonly LabelledStory[]> {
  const found = await readFile(configDir)
  if (found.kind === 'absent') return []
  if (found.kind === 'bad') throw new Error(`${join(configDir, file)}:${found.line}: ${found.why}`)
  return found.stories.map(({ told, layoff, ai }) => ({
    told,
    isNews: layoff === 'event' || ai === 'event',
  }))
}

/** Whether they can be read. Nothing needs them but what the bot proposes to learn, which is tried on them. */
export async function examineLabelled(
  configDir: string,
): Promise<{ kind: 'sound' } | { kind: 'absent'; says: string } | { kind: 'fault'; fault: Fault }> {
  const found = await readFile(configDir)
  if (found.kind === 'stories') return { kind: 'sound' }
  if (found.kind === 'bad') {
    return { kind: 'fault', fault: { file, line: found.line, message: found.why } }
  }
  const says = `there is no ${file} in ${configDir}: what the bot proposes to learn is tried on no labelled story`
  return { kind: 'absent', says }
}

type Found =
  | Exclude<Awaited<ReturnType<typeof readLabelled>>, { kind: 'bad' }>
  | { kind: 'bad'; line: number | null; why: string }
  | { kind: 'absent' }

async function readFile(configDir: string): Promise<Found> {
  const path = join(configDir, file)
  if (!existsSync(path)) return { kind: 'absent' }
  const input = await openInput(path)
  if (input.kind === 'none') return { kind: 'bad', line: null, why: input.why }
  try {
    return await readLabelled(input.file.createReadStream())
  } finally {
    await input.file.close()
  }
}
