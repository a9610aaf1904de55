/** What a person does on the first day, in the preview as `npm start` runs it. */

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserPath, openBrowser, openPage, seriousFindings } from './support/browser.ts'
import { startPreview } from './support/preview.ts'

describe.skipIf(browserPath === undefined)('a person at the preview', () => {
  let browser: Browser
  let preview: Awaited<ReturnType<typeof startPreview>>
  let page: Page
  let complaints: string[]

  beforeAll(async () => {
    ;[browser, preview] = await Promise.all([openBrowser(), startPreview()])
    ;({ page, complaints } = await openPage(browser, preview.url))
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    await preview?.close()
  })

  const say = async (words: string) => {
    await page.getByLabel('Message #').fill(words)
    await page.keyboard.press('Enter')
  }
  const answers = () => page.locator('.message.ephemeral')
  const alerts = () => page.locator('main .message:not(.ephemeral)')
  const amazon = () => alerts().filter({ hasText: 'Amazon cuts' }).first()

  test('reads the alert that this project began with', async () => {
    await page
      .getByRole('heading', { name: /Amazon cuts .*16,000 jobs/ })
      .waitFor({ timeout: 20_000 })
    const text = await amazon().textContent()
    expect(text).toContain('Second round in 3 months')
    expect(text).toContain('Ledger Wire (sample)')
  })

  const choose = async (entry: string | RegExp) => {
    await amazon().getByRole('button', { name: 'More actions' }).click()
    await page.getByRole('menuitem', { name: entry }).click()
  }

  test('opens why it came: the rules that spoke, and the stories that joined', async () => {
    await choose('Why this?')
    await answers().filter({ hasText: 'spoke for it' }).last().waitFor()
    expect(await answers().last().textContent()).toContain('in the title')
  })

  test('mutes a company, and finds it on the Home tab among the channel’s settings', async () => {
    await choose('Mute Amazon')
    await page.getByRole('button', { name: 'Home' }).click()
    await page.getByText('1 mute').waitFor()
    await page.getByRole('heading', { name: 'Your channels' }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'layoffs', exact: false }).first().click()
  })

  test('is refused a number that is none, under the input, and closes the form', async () => {
    await choose(/^Wrong, or told twice/)
    const form = page.getByRole('dialog')
    await form.getByRole('textbox', { name: 'Jobs' }).fill('many')
    await form.getByRole('button', { name: 'Correct' }).click()
    await form.locator('.input .error').waitFor()
    await page.keyboard.press('Escape')
    await form.waitFor({ state: 'detached' })
  })

  test('asks for a company and shares the answer with the channel', async () => {
    await say('/company amazon')
    const answer = answers().filter({ hasText: 'Amazon' }).last()
    await answer.locator('.data-table').waitFor()
    expect(await answer.locator('.chart').count()).toBeGreaterThan(0)
    const before = await alerts().count()
    await answer.getByRole('button', { name: 'Share to the channel' }).click()
    await alerts().nth(before).waitFor()
    expect(await alerts().last().textContent()).toContain('16,000')
  })

  test('adds a keyword through the form and sees what it would have brought', async () => {
    await say('/watch')
    const form = page.getByRole('dialog')
    await form.getByRole('button', { name: 'Add a watch' }).click()
    await form.getByRole('textbox').first().fill('data center')
    await form.locator('button[type=submit]').click()
    await form.getByText(/last 30 days/i).waitFor()
    await page.keyboard.press('Escape')
  })

  test('tries a headline and is told which rules spoke', async () => {
    await page.getByRole('button', { name: 'Try a headline' }).click()
    await page.getByLabel('A headline, or a feed’s address').fill('Acme lays off 300 employees')
    await page.getByRole('button', { name: 'Judge it' }).click()
    await page.getByText('Acme cuts 300 jobs').waitFor()
    await page.getByText('in the title').first().waitFor()
    await page.getByRole('button', { name: 'Close Try a headline' }).click()
  })

  test('sees in the traffic what crossed, with nothing that Slack refused', async () => {
    await page.getByRole('button', { name: 'Traffic' }).click()
    await page.getByText('/company amazon').first().waitFor()
    await page.getByLabel('Only what broke a limit').check()
    await page.getByText('Nothing broke a limit yet.').waitFor()
    await page.getByRole('button', { name: 'Close Traffic' }).click()
  })

  test('finds nothing that a screen reader would stumble over, and no other site was asked', async () => {
    expect(await seriousFindings(page)).toEqual([])
    expect(complaints).toEqual([])
  })
})
