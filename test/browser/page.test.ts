/** The page alone, before a Slack that nobody answers in: what is drawn, how fast, and for whom. */

import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  browserPath,
  openBrowser,
  openPage,
  type PageOptions,
  seriousFindings,
} from './support/browser.ts'
import { hostile, messages, modal, plain } from './support/every-block.ts'
import { openWorkspace } from './support/workspace.ts'

describe.skipIf(browserPath === undefined)('the page', { timeout: 60_000 }, () => {
  let browser: Browser
  let workspace: Awaited<ReturnType<typeof openWorkspace>>
  const closing: (() => Promise<void>)[] = []

  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    workspace = await openWorkspace()
  })
  afterEach(async () => {
    for (const close of closing.splice(0)) await close()
    await workspace.close()
  })

  async function open(options?: PageOptions) {
    const opened = await openPage(browser, workspace.url, options)
    closing.push(opened.close)
    return opened
  }

  async function postAll() {
    for (const blocks of messages) await workspace.post(blocks)
  }

  /** Opens the modal as an app does: by the trigger of a click, here a command nobody answered. */
  async function openModal() {
    const { slack, client } = workspace
    const { triggerId } = await slack.command('/watch', { channel: 'layoffs' })
    await client.views.open({ trigger_id: triggerId, view: modal as never })
  }

  test('draws every block, leaves nothing as a raw word, and asks nobody else for anything', async () => {
    await postAll()
    const { page, complaints } = await open()
    const text = await page.locator('.lines').textContent()
    for (const words of [
      'Amazon cuts',
      'A bar chart',
      'Events, newest first',
      'A card',
      'inside it',
    ]) {
      expect(text).toContain(words)
    }
    expect(text).toContain(hostile)
    expect(text).not.toMatch(/\{date|<!date|raw_text|\[object|:tada:/)
    expect(await page.locator('.unknown').count()).toBe(0)
    expect(await page.locator('.chart svg[role=img]').count()).toBe(4)
    expect(await page.locator('.lines a[href*="evil"]').count()).toBe(0)
    expect(complaints).toEqual([])
  })

  test('shows dates in the reader’s zone', async () => {
    await postAll()
    const { page } = await open()
    // 12:13 in London is 21:13 in Tokyo.
    expect(await page.locator('.rich time').first().textContent()).toBe('2025-11-23 21:13')
  })

  test('a data table is sorted and turned by its buttons', async () => {
    await postAll()
    const { page } = await open()
    const names = () => page.locator('.data-table tbody th').allInnerTexts()
    expect(await names()).toEqual(['Meta', 'HP', 'Amazon'])
    await page.getByRole('button', { name: 'Next page' }).click()
    expect(await names()).toEqual(['Intel', 'Chegg'])
    await page.getByRole('button', { name: 'Page before' }).click()
    await page.getByRole('button', { name: 'Company' }).click()
    expect(await names()).toEqual(['Amazon', 'Chegg', 'HP'])
  })

  test('what is posted, edited and deleted is seen at once', async () => {
    const { page } = await open()
    const ts = await workspace.post([{ type: 'header', text: plain('First words') }])
    await page.getByRole('heading', { name: 'First words' }).waitFor()
    const channel = workspace.slack.channel('layoffs').id
    await workspace.client.chat.update({ channel, ts, text: 'Other words', blocks: [] })
    await page.getByText('Other words').waitFor()
    await page.getByText('(edited)').waitFor()
    await workspace.client.chat.delete({ channel, ts })
    await page.getByText('Other words').waitFor({ state: 'detached' })
  })

  test('keeps the reader’s place while news comes in, and says how much', async () => {
    for (let i = 0; i < 30; i += 1) workspace.slack.say('layoffs', 'grace', `message ${i}`)
    const { page } = await open({ height: 400 })
    const log = page.locator('main .scroll')
    await log.evaluate((box) => box.scrollTo(0, 0))
    await page.waitForTimeout(100)
    workspace.slack.say('layoffs', 'grace', 'news')
    await page.getByRole('button', { name: '1 new' }).waitFor()
    expect(await log.evaluate((box) => box.scrollTop)).toBeLessThan(50)
    await page.getByRole('button', { name: '1 new' }).click()
    await page.getByText('news', { exact: true }).waitFor()
  })

  test('a modal names what is missing under its input, by the keyboard alone', async () => {
    const { page } = await open()
    await openModal()
    await page.getByRole('dialog', { name: 'Every input' }).waitFor()
    await page.getByLabel('Label of number').fill('many')
    await page.keyboard.press('Enter')
    await page.getByText('Please complete this required field.').waitFor()
    await page.getByText('Please enter a valid number.').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  test('what is chosen in a modal is what the app is told', async () => {
    const { page } = await open()
    await openModal()
    await page.getByLabel('Label of words').fill('data center')
    await page.getByLabel('Label of one').selectOption('Two')
    await page.getByLabel('AI', { exact: true }).check()
    await page.getByLabel('Thread', { exact: true }).check()
    await page.getByLabel('Label of many').click()
    await page.getByLabel('Meta').check()
    await page.getByRole('button', { name: 'Save' }).click()
    const { traffic, until } = workspace.slack
    const sent = await until(
      () => traffic.log.find((one) => one.name === 'view_submission')?.sent.view,
      'the submission',
    )
    const { values } = (sent as { state: { values: Record<string, Record<string, unknown>> } })
      .state
    expect(values.words?.words).toMatchObject({ value: 'data center' })
    expect(values.one?.one).toMatchObject({ selected_option: { value: 'Two' } })
    expect(values.boxes?.boxes).toMatchObject({ selected_options: [{ value: 'AI' }] })
    expect(values.radio?.radio).toMatchObject({ selected_option: { value: 'Thread' } })
    expect(values.many?.many).toMatchObject({ selected_options: [{ value: 'Meta' }] })
  })

  test('a button that asks first sends nothing until it is confirmed', async () => {
    await postAll()
    const { page } = await open()
    const clicks = () => workspace.slack.traffic.log.filter((one) => one.name === 'block_actions')
    await page.getByRole('button', { name: 'Danger' }).click()
    await page.getByRole('button', { name: 'Leave it' }).click()
    expect(clicks()).toEqual([])
    await page.getByRole('button', { name: 'Danger' }).click()
    await page.getByRole('button', { name: 'Do it' }).click()
    await workspace.slack.until(() => clicks().length > 0, 'the click')
  })

  test('an overflow menu is used by the keyboard', async () => {
    await postAll()
    const { page } = await open()
    await page.getByRole('button', { name: 'More actions' }).first().focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Why this?' }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    const sent = await workspace.slack.until(
      () => workspace.slack.traffic.log.find((one) => one.name === 'block_actions')?.sent.actions,
      'the click',
    )
    expect(sent).toMatchObject([{ selected_option: { value: 'Mute Amazon' } }])
  })

  test('an app that does not answer is told to the reader in Slack’s words', async () => {
    const { page } = await open()
    await page.getByLabel('Message #layoffs').fill('/company amazon')
    await page.keyboard.press('Enter')
    await page.getByText('/company failed with the error "dispatch_failed"').waitFor()
    await page.getByText('Only visible to you').waitFor()
  })

  test.each<PageOptions>([
    { scheme: 'light' },
    { scheme: 'dark' },
    { scheme: 'light', width: 390, height: 800 },
  ])('axe-core finds nothing serious: $scheme, $width', async (options) => {
    await postAll()
    const { page } = await open(options)
    expect(await seriousFindings(page)).toEqual([])
    await openModal()
    await page.getByRole('dialog').waitFor()
    expect(await seriousFindings(page)).toEqual([])
  })

  test('fits a phone: nothing is wider than the screen', async () => {
    await postAll()
    const { page } = await open({ width: 360, height: 700 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
    await page.getByRole('button', { name: 'Places' }).click()
    await page.getByRole('button', { name: 'random' }).click()
    await page.getByRole('heading', { name: '# random' }).waitFor()
  })

  test('is painted within a second and weighs under 400 kB', async () => {
    await postAll()
    const { page } = await open()
    const paint = await page.evaluate(
      "performance.getEntriesByName('first-contentful-paint')[0]?.startTime",
    )
    expect(paint).toBeLessThan(1000)
    const path = new URL('../../src/preview/page/dist/page.html', import.meta.url)
    const kilobytes = gzipSync(readFileSync(path)).length / 1000
    expect(kilobytes).toBeLessThan(400)
    console.log(
      `first paint ${Math.round(Number(paint))} ms, page ${kilobytes.toFixed(1)} kB gzipped`,
    )
  })

  test('a thousand messages scroll smoothly', async () => {
    const [alert = []] = messages
    for (let i = 0; i < 1000; i += 1) {
      if (i % 2 === 0) await workspace.post(alert)
      else workspace.slack.say('layoffs', i % 4 === 1 ? 'ada' : 'grace', `message ${i}`)
    }
    const { page } = await open()
    await page.waitForFunction("document.querySelectorAll('.message').length === 1000")
    const times = (await page.evaluate(`new Promise((resolve) => {
      const box = document.querySelector('main .scroll')
      const times = []
      let before = performance.now()
      const step = (now) => {
        times.push(now - before)
        before = now
        box.scrollTop -= 400
        if (times.length < 90) requestAnimationFrame(step)
        else resolve(times)
      }
      requestAnimationFrame(step)
    })`)) as number[]
    const sorted = times.toSorted((a, b) => a - b)
    const at = (share: number) => Math.round(sorted[Math.floor(sorted.length * share)] ?? 0)
    console.log(
      `frames while scrolling: median ${at(0.5)} ms, 95th ${at(0.95)} ms, worst ${at(0.99)} ms`,
    )
    expect(at(0.5)).toBeLessThan(34)
  })
})
