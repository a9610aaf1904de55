import { words } from '../text/words.ts'

/** Before a verb: what is yet to be done. */
export const yetToBe = words('to will')

/** Those that are written in capitals in any case, or in any headline. */
export const initials = words(`
  rs usd eur inr gbp rmb ceo cfo cto ai artificial ev evs genai agi llm llms gpu gpus ml hr pr qa pc pcs tv vc vcs ipo q1 q2 q3 q4 fy
  ico api r&d
`)

/** Words of every text, capitalised or not. Folded, as tokens are. */
const small = words(`
  a an the or but nor if of in on at to for from by with without within into onto over under after before since until amid among amidst
  against between through during despite because when where which that who while than about around across up down off out i we you he she
  it they me him them his her its their our your my this these those there here whom whose what why how not no yes all any each every some
  many much more most less least few fewer several such both as per via once and either neither only just approximately roughly also even
  still yet already now then soon later today tonight tomorrow yesterday again almost nearly is are was were be been being am has have had
  do does did will would could should may might must can cannot isn't aren't wasn't weren't won't can't couldn't don't doesn't didn't hasn't haven't i'm i've we're you're you've it's here's what's
  that's there's let's january february march april june july august september october november december jan feb mar apr jun jul aug sep
  sept oct nov dec monday tuesday wednesday thursday friday saturday sunday billion billions million millions trillion trillions tens
  dollar dollars thousand thousands hundred hundreds dozen dozens percent crore lakh former ex exclusive breaking report scoop update
  updated watch video podcast opinion analysis explained explainer read memo founded ahead following according citing including reportedly
  layoffs layoff behind heavily
`)

/** Words that are in no company's name, capitalised or not. */
export const functionWords: ReadonlySet<string> = new Set([...small, ...initials])
