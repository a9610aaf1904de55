import { type Chance, chance } from './chance.ts'

const things = [
  'data center',
  'layoffs',
  'battery',
  'chip',
  'headphones',
  'quantum computer',
  'satellite',
  'pension fund',
  'severance',
  'open source',
  'browser',
  'drone',
  'humanoid robot',
  'antitrust',
  'outage',
  'price increase',
]
const makers =
  'Al Be Cor Den Ex Fal Gor Hel In Jor Kal Lum Mer Nor Or Pel Quo Ren Sol Tor Ul Ver Wex Yor Zen'
const endings = 'a anta ia ex io ity on or os um us yne ic eon ara elle ent'
const names = makers
  .split(' ')
  .flatMap((start) => endings.split(' ').flatMap((end) => [`${start}v${end}`, `${start}tr${end}`]))

/**
 * Keywords as people watch them: names and phrases, some with an ending, a gap or a second thing that must be there. All
 * different, so that nothing is gained by equal ones.
 */
export function makeKeywords(count: number, seed = 2): string[] {
  const dice = chance(seed)
  const made = new Set<string>()
  while (made.size < count) made.add(makeKeyword(dice, made.size))
  return [...made]
}

function makeKeyword({ below, pick }: Chance, index: number): string {
  const name = `${pick(names)}${index % 977}`
  switch (below(10)) {
    case 0:
      return `${name} ... ${pick(things)}`
    case 1:
      return `${name} AND ${pick(things)}`
    case 2:
      return `${name}* ${pick(things)}`
    case 3:
    case 4:
      return `${pick(things)} ${name}`
    case 5:
    case 6:
      return `${name} ${pick(names)}`
    default:
      return name
  }
}

/** The same keyword for a loop of regular expressions, each of which must be found. */
export function toRegExps(keyword: string): RegExp[] {
  return keyword.split(' AND ').map((phrase) => {
    const words = phrase.split(' ').map((word) => {
      if (word === '...') return '(?:\\S+\\s+){0,5}'
      const bare = word.replace('*', '')
      return bare + (word.endsWith('*') ? '\\w*' : 's?')
    })
    return new RegExp(`\\b${words.join('\\s+').replaceAll('}\\s+', '}')}\\b`, 'i')
  })
}
