/**
 * Pictures of the preview's main views for the README, into docs/images. Runs the program with its sample, waits for the
 * story to unfold, and does what a reader would. Needs Chromium; Inter makes them look best, pngquant makes them small.
 */

import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import type { Browser, Locator, Page } from 'playwright-core'
import {
  browserPath,
  openBrowser,
  openPage,
  type PageOptions,
} from '../test/browser/support/browser.ts'
import { startPreview } from '../test/browser/support/preview.ts'

const folder = new URL('../docs/images/', import.meta.url)
/** By then rumours are confirmed, numbers differ, and a report is denied. */
const unfoldMs = 130_000

interface Shot extends PageOptions {
  name: string
  act(page: Page): Promise<unknown>
}

const go = (page: Page, place: string) => page.getByRole('button', { name: place }).first().click()

async function say(page: Page, words: string): Promise<void> {
  await page.getByLabel('Message #').fill(words)
  await page.keyboard.press('Enter')
}

/** Scrolls a message's beginning to the top. */
const show = (message: Locator) =>
  message.evaluate((shown) => shown.scrollIntoView({ block: 'start' }))

const amazon = (page: Page) =>
  page.locator('main .message', { has: page.getByRole('heading', { name: 'Amazon cuts' }) }).first()

const shots: Shot[] = [
  {
    name: 'alerts',
    act: async (page) => {
      await page.locator('.replies').first().waitFor()
      await show(amazon(page))
    },
  },
  {
    name: 'thread',
    scheme: 'dark',
    act: async (page) => {
      await show(amazon(page))
      await amazon(page).locator('.replies').click()
    },
  },
  {
    name: 'company',
    height: 900,
    act: async (page) => {
      await say(page, '/company amazon')
      await page.locator('.ephemeral .data-table').last().waitFor()
      await show(page.locator('.ephemeral').last())
    },
  },
  {
    name: 'watch',
    act: async (page) => {
      await say(page, '/watch')
      const form = page.getByRole('dialog')
      await form.getByRole('button', { name: 'Add a watch' }).click()
      await form.getByRole('textbox').first().fill('data center')
      await form.locator('button[type=submit]').click()
      await form.getByText(/last 30 days/i).waitFor()
    },
  },
  {
    name: 'home',
    scheme: 'dark',
    act: async (page) => {
      await go(page, 'Home')
      await page.locator('.home .block').first().waitFor()
    },
  },
  {
    name: 'try-a-headline',
    act: async (page) => {
      await go(page, 'ai-money')
      await go(page, 'Try a headline')
      const box = page.getByLabel('A headline, or a feed’s address')
      await box.fill('Acme lays off 300 employees to fund $2 billion of AI data centers')
      await page.getByRole('button', { name: 'Judge it' }).click()
      await page.locator('.judged').waitFor()
    },
  },
  {
    name: 'traffic',
    act: async (page) => {
      await go(page, 'ai-money')
      await go(page, 'Traffic')
    },
  },
  { name: 'phone', width: 390, height: 760, act: (page) => show(amazon(page)) },
]

async function take(browser: Browser, url: string, { name, act, ...options }: Shot) {
  const { page, close } = await openPage(browser, url, { width: 1080, height: 720, ...options })
  await page.locator('.message').first().waitFor()
  try {
    await act(page)
    await page.waitForTimeout(400)
    const path = new URL(`${name}.png`, folder).pathname
    await page.screenshot({ path })
    spawnSync('pngquant', ['--force', '--ext', '.png', '64', path])
    console.log(`took ${name}.png`)
  } catch (error) {
    console.error(`${name}: ${error instanceof Error ? error.message.split('\n')[0] : error}`)
    process.exitCode = 1
  }
  await page.keyboard.press('Escape')
  await close()
}

if (browserPath === undefined) process.exit(1)
mkdirSync(folder, { recursive: true })
const preview = await startPreview()
const browser = await openBrowser()
await new Promise((resolve) => setTimeout(resolve, unfoldMs))
const wanted = process.argv.slice(2)
for (const shot of shots) {
  if (wanted.length === 0 || wanted.includes(shot.name)) await take(browser, preview.url, shot)
}
await browser.close()
await preview.close()
