import { type Entry, rss, startFeedServer } from '../../test/support/feed-server.ts'

/** Two outlets on loopback that report ever new cuts, each of a company that was never heard of before. */
export interface Newswire {
  host: string
  urls: { wire: string; gazette: string }
  /** Companies whose cuts were reported so far. */
  companies: string[]
  /** One more cut; one time in four, another outlet's different number for the last one. */
  report(chance: number): void
  close(): Promise<void>
}

/** What a feed shows at a time: nothing scrolls off while nobody reads. */
const shown = 1900

export async function openNewswire(): Promise<Newswire> {
  const server = await startFeedServer()
  const feeds = { wire: [] as Entry[], gazette: [] as Entry[] }
  const companies: string[] = []
  let stories = 0

  const publish = (feed: keyof typeof feeds, title: string, summary: string) => {
    stories += 1
    const guid = `${feed}-${stories}`
    const date = new Date().toUTCString()
    const link = `https://${feed}.example/${guid}`
    feeds[feed] = [{ guid, link, title, summary, date }, ...feeds[feed]].slice(0, shown)
    server.serveFeed(`/${feed}.xml`, rss(feeds[feed], feed))
  }
  const urls = {
    wire: server.serveFeed('/wire.xml', rss([], 'wire')),
    gazette: server.serveFeed('/gazette.xml', rss([], 'gazette')),
  }
  return {
    host: server.host,
    urls,
    companies,
    report(chance) {
      const last = companies.at(-1)
      if (last !== undefined && chance < 0.25) {
        const jobs = 2000 + companies.length
        publish('gazette', `${last} announces it will cut ${jobs} jobs`, 'Staff were told today.')
        return
      }
      const company = nameOf(companies.length)
      companies.push(company)
      const jobs = 500 + companies.length
      publish('wire', `${company} lays off ${jobs} employees`, 'The company confirmed the layoffs.')
    },
    close: () => server.close(),
  }
}

const first =
  'Bal Cor Dax Fen Gor Hix Jov Kel Lum Mar Nex Pol Quin Rud Sev Tor Ulm Vex Wil Zan'.split(' ')
const second = 'abi ebo idu ola uma ari eni oto ulo ica'.split(' ')
const third = 'dyne soft grid works link base nova flow stack wave'.split(' ')

/** The nth name of two thousand, none of which is a word. */
export function nameOf(n: number): string {
  const pick = (list: readonly string[], at: number) => list[at % list.length] ?? ''
  return `${pick(first, n)}${pick(second, Math.floor(n / 20))}${pick(third, Math.floor(n / 200))}`
}
