import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, chromium, type Page } from 'playwright-core'

/** A Chromium of the machine's own: CHROMIUM, or where Debian, Fedora and macOS put one. */
const places = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
export const browserPath = places.find((path) => path !== undefined && existsSync(path))

if (browserPath === undefined) {
  console.log('No Chromium here (CHROMIUM names one): the browser tests are skipped.')
}

/** Quiet: a browser that starts up asks the network for this and that. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: browserPath ?? '', args })

export interface PageOptions {
  scheme?: 'light' | 'dark'
  width?: number
  height?: number
}

/** A page of the preview, with what it complained of and asked for from elsewhere. */
export async function openPage(browser: Browser, url: string, options: PageOptions = {}) {
  const { scheme = 'light', width = 1200, height = 800 } = options
  const context = await browser.newContext({
    colorScheme: scheme,
    viewport: { width, height },
    timezoneId: 'Asia/Tokyo',
    locale: 'en-GB',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(8000)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => {
    if (!request.url().startsWith(url)) complaints.push(`asked for ${request.url()}`)
  })
  await page.goto(url)
  await page.waitForSelector('.frame')
  return { page, complaints, close: () => context.close() }
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Finding {
  id: string
  impact: string
  nodes: { html: string }[]
}

/** What axe-core finds serious or worse, each with the first element that it found. */
export async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const found = (await page.evaluate('axe.run({ resultTypes: ["violations"] })')) as {
    violations: Finding[]
  }
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}
