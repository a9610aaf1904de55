import type { Flaw } from './shape.ts'
import type { Team, Token, World } from './workspace.ts'

/** What a Web API method answers, before it is written as JSON. */
export type Answer = { ok: true; [field: string]: unknown } | Refusal

export interface Refusal {
  ok: false
  error: string
  [field: string]: unknown
}

export const refuse = (error: string, more: Record<string, unknown> = {}): Refusal => ({
  ok: false,
  error,
  ...more,
})

/** A refusal that tells each flaw as Slack does, with its JSON pointer. */
export const refuseFlaws = (error: string, flaws: Flaw[]): Refusal =>
  refuse(error, {
    response_metadata: {
      messages: flaws.map(({ says, at }) => `[ERROR] ${says} [json-pointer:${at}]`),
    },
  })

/** Where a method is called from and with what. Arguments are read from form or JSON alike. */
export interface Call {
  world: World
  team: Team
  token: Token
  args: Args
  /** `http://127.0.0.1:PORT` of this Slack. */
  base: string
}

export interface Args {
  text(name: string): string | undefined
  flag(name: string): boolean
  number(name: string): number | undefined
  /** An object or array; `invalid` where it is a text that is no JSON. */
  json(name: string): unknown
  all: Record<string, unknown>
}

export const INVALID = Symbol('invalid JSON')

/** Form bodies carry everything as text, JSON bodies as it is: both read the same here. */
export function readArgs(all: Record<string, unknown>): Args {
  return {
    all,
    text: (name) => {
      const value = all[name]
      return value === undefined || value === null || value === '' ? undefined : String(value)
    },
    flag: (name) => all[name] === true || all[name] === 'true' || all[name] === '1',
    number: (name) => {
      const value = all[name]
      return value === undefined || value === '' ? undefined : Number(value)
    },
    json: (name) => {
      const value = all[name]
      if (value === undefined || value === '' || value === null) return undefined
      if (typeof value !== 'string') return value
      try {
        return JSON.parse(value) as unknown
      } catch {
        return INVALID
      }
    },
  }
}

interface Method {
  /** Any one of these is enough; none: no scope asked. */
  scopes?: readonly string[]
  tier: 1 | 2 | 3 | 4 | 'none'
  token?: 'bot' | 'app' | 'none'
  run(call: Call): Answer
}

export type Methods = Record<string, Method>
