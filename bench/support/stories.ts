import type { Told } from '../../src/core/story.ts'
import { type Chance, chance } from './chance.ts'

/** Names that no directory knows; the companies that it knows are given. */
const startUps = [
  'Lumenor',
  'Quarrel Labs',
  'Tessera AI',
  'Brightfold',
  'Ochre Robotics',
  'Nimbella',
]
const places = ['Austin', 'Dublin', 'Bengaluru', 'Lisbon', 'Toronto', 'Oregon']
const outlets = ['The Wire', 'Morning Ledger', 'Harbor Post', 'Circuit Daily']
const units = ['cloud unit', 'games studio', 'sales team', 'hardware group', 'support desk']

type Line = (about: { company: string; chance: Chance }) => string

const layoffs: readonly Line[] = [
  ({ company, chance: { below } }) =>
    `${company} to cut ${(1 + below(90)) * 100} jobs in new round of layoffs`,
  ({ company, chance: { below } }) => `${company} lays off ${2 + below(20)}% of staff, memo shows`,
  ({ company, chance: { pick } }) => `Hundreds of workers laid off at ${company}’s ${pick(units)}`,
  ({ company }) => `${company} denies reports of job cuts`,
]
const investments: readonly Line[] = [
  ({ company, chance: { below } }) =>
    `${company} raises $${5 + below(300)}M Series B to build AI agents`,
  ({ company, chance: { below } }) =>
    `${company} to invest $${1 + below(80)} billion in AI data centers`,
  ({ chance: { pick, below } }) =>
    `AI start-up ${pick(startUps)} in talks at a $${1 + below(60)}bn valuation`,
]
const others: readonly Line[] = [
  ({ company }) => `${company} unveils a thinner laptop with a brighter screen`,
  ({ company }) => `How ${company} plans to win back developers after a slow spring`,
  ({ company, chance: { pick } }) => `${company} opens an office in ${pick(places)}`,
  ({ company, chance: { below } }) =>
    `${company} shares slip ${1 + below(9)}% as guidance disappoints`,
  ({ company }) => `Review: a week with the new phone from ${company}`,
  () => `What the new chip rules mean for cloud providers and their customers`,
  () => `Regulators ask app stores to explain their fees, again`,
  () => `The best deals on headphones, monitors and routers this weekend`,
  ({ company }) => `${company} patches a flaw that let attackers read private messages`,
  ({ chance: { pick } }) => `A data centre near ${pick(places)} wants its own power line`,
]
const sentences: readonly Line[] = [
  ({ company }) => `${company} said on Tuesday that the change would take effect next month.`,
  ({ chance: { below } }) =>
    `The company employed about ${10 + below(90)},000 people at the end of last year.`,
  () =>
    `Analysts had expected a smaller step, and the announcement came earlier than most of them thought.`,
  ({ chance: { pick } }) =>
    `Its ${pick(units)} in ${pick(places)} is not affected, a spokesperson told reporters.`,
  ({ chance: { below } }) =>
    `Revenue rose ${below(30)} percent to $${1 + below(40)}.${below(9)} billion in the quarter.`,
  () =>
    `The software is already in use at several hospitals, and a wider release is planned for the autumn.`,
  () => `Critics say the plan moves too fast and leaves open who pays for the electricity.`,
  ({ company }) => `Former employees of ${company} have since founded companies of their own.`,
]

/** Stories of our own making: fifteen in a hundred tell of layoffs, as many of investments, the rest of something else. */
export function makeStories(count: number, companies: readonly string[], seed = 1): Told[] {
  const dice = chance(seed)
  return Array.from({ length: count }, () => {
    const company = dice.below(10) < 7 ? dice.pick(companies) : dice.pick(startUps)
    const about = { company, chance: dice }
    const share = dice.below(100)
    const kind = share < 15 ? layoffs : share < 30 ? investments : others
    const summary = Array.from({ length: 2 + dice.below(2) }, () => dice.pick(sentences)(about))
    return {
      title: dice.pick(kind)(about),
      summary: summary.join(' '),
      source: dice.pick(outlets),
      publishedAt: null,
    }
  })
}
