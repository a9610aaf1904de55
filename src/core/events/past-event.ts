import type { Company, Facts } from '../facts.ts'
import type { EventId } from '../ids.ts'

/** Who told of an event, and where. */
export interface Source {
  name: string
  link: string | null
  /** What it says by law: "SEC 8-K", "WARN, Ohio". Absent for the press. */
  register?: string
}

/** An event as history tells it: its merged facts, with the asking workspace's corrections laid over them. */
export interface PastEvent {
  id: EventId
  /** Null where no story names one. */
  company: Company | null
  facts: Facts
  happenedAt: number
  /** Distinct publishers, in the order in which they told it. */
  sources: readonly Source[]
  /** How many stories tell it. */
  stories: number
}
