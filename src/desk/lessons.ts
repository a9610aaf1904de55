import { stringify } from 'yaml'

interface Learned {
  words: string
  watch: string
  at: number
}

/** Accepted proposals as YAML that can be handed on: without workspaces, channels and people. */
export function lessonsYaml(lessons: readonly Learned[]): string {
  return stringify({
    lessons: lessons.map(({ words, watch, at }) => ({
      keep_out: words,
      of: watch,
      accepted: new Date(at).toISOString().slice(0, 10),
    })),
  })
}
