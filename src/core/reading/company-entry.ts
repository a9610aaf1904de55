import type { Trade } from '../facts.ts'

/** One company as companies.yaml gives it. Units are companies of their own that belong to it. */
export interface CompanyEntry {
  /** Lower-case slug, unique in the whole file: "amazon", "aws". */
  id: string
  /** The everyday English name. */
  name: string
  /** Other names that mean it: "Alphabet", "Facebook". */
  aliases: readonly string[]
  /** What it makes and is called after: "ChatGPT", for "ChatGPT maker". */
  products?: readonly string[]
  /** Exchange symbols, upper case, without the exchange: "AMZN". */
  tickers: readonly string[]
  /** Its number at the SEC (Central Index Key). */
  cik?: number
  units: readonly CompanyEntry[]
  /** What holds the name and means another thing: "Amazon rainforest". */
  notIn?: readonly string[]
  /** The name is also a word ("Target", "Block"): it needs evidence in the text. */
  plainWord: boolean
  /** "ai" marks a company whose every financing is AI investment; else free, for the reader. */
  sector: string | null
  /** Whether it is a technology company. A unit is what its owner is, unless it says otherwise. */
  trade?: Trade
}
