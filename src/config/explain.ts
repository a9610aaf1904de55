import { closest, distance } from 'fastest-levenshtein'
import { z } from 'zod'

/** What is wrong in a file, for editors of YAML: of keys that do not exist, a line each. Undefined leaves it to zod. */
export function explain(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'unrecognized_keys') {
    const known = issue.inst instanceof z.ZodObject ? Object.keys(issue.inst.shape) : []
    return issue.keys.map((key) => explainKey(key, known)).join('\n')
  }
  if (issue.input === undefined) return 'is missing'
  switch (issue.code) {
    case 'invalid_type':
      return explainType(issue.expected, issue.input)
    case 'invalid_key':
      return issue.issues[0]?.message
    case 'invalid_value':
      return `is to be one of ${issue.values.join(', ')}`
    case 'invalid_union':
      return issue.errors.map(([first]) => first?.message).join(', or ')
    case 'too_small':
    case 'too_big':
      return explainSize(issue)
    default:
      return undefined
  }
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
  record: 'a group of keys',
}

function explainType(expected: string, input: unknown): string {
  const said = `is to be ${kinds[expected] ?? expected}`
  const isBare = typeof input === 'number' || typeof input === 'boolean'
  return expected === 'string' && isBare ? `${said}: put it in quotes` : said
}

type Size = z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig

/** Of texts and lists no more is asked for than that there is something in them. */
function explainSize(issue: z.core.$ZodRawIssue<Size>): string {
  const isCounted = issue.origin === 'string' || issue.origin === 'array'
  if (issue.code === 'too_small') {
    if (isCounted) return 'is empty'
    return `is to be ${issue.inclusive ? `${issue.minimum} or more` : `more than ${issue.minimum}`}`
  }
  if (!isCounted) return `is to be ${issue.maximum} or less`
  return `is longer than ${issue.maximum} ${issue.origin === 'array' ? 'entries' : 'letters'}`
}

function explainKey(key: string, known: readonly string[]): string {
  const none = `there is no key "${key}"`
  if (known.length === 0) return none
  const near = nearKey(key, known)
  return near === null
    ? `${none}; there are ${known.join(', ')}`
    : `${none}; did you mean "${near}"?`
}

/** A typing error away for every four letters, or the key with its end. */
function nearKey(key: string, known: readonly string[]): string | null {
  const begun = key.length >= 3 && known.find((each) => each.startsWith(key))
  if (begun) return begun
  const near = closest(key, known)
  return distance(key, near) <= Math.max(1, Math.floor(key.length / 4)) ? near : null
}
