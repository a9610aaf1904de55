import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { lessons } from '../../src/cli/lessons.ts'
import { ask, choose, post } from '../support/alerts.ts'
import { companyOf, openBot } from '../support/bot.ts'
import { layoff } from '../support/claims.ts'
import { runCommand } from '../support/command.ts'
import { temporaryFolder } from '../support/store.ts'

test('what was accepted is listed, and printed as YAML that names nobody, until it is taken back', async () => {
  const path = join(temporaryFolder(), 'bot.db')
  const env = { DATABASE_URL: `sqlite:${path}` }
  const bot = await openBot({ databasePath: path })
  const { slack } = bot
  expect((await runCommand(lessons, [], env)).out).toBe('Nothing was accepted yet.\n')

  await slack.answer(await slack.click(await ask(bot, '/watch add type:layoffs'), 'watch_save'))
  const dismissed = [
    await bot.tell(layoff({ company: companyOf('Amazon') }), 2, { title: 'A price cuts guide' }),
    await bot.tell(layoff({ company: companyOf('Google') }), 3, { title: 'The price cuts guide' }),
  ]
  let answer = await ask(bot, '/watch list')
  for (const id of dismissed) {
    answer = await slack.answer(await choose(bot, await post(bot, id, 'layoff'), id, 'dismiss'))
  }
  await slack.answer(await slack.click(answer, 'exclusion_accept'))

  const { code, out } = await runCommand(lessons, [], env)
  expect(code).toBe(0)
  const user = [...slack.team.users.values()].find(({ name }) => name === 'ada')?.id
  expect(out).toMatch(
    new RegExp(`^2026-11-23 12:00 .* "price cuts guide" kept out of type:layoffs, by ${user}\n$`),
  )
  const yaml = (await runCommand(lessons, ['--yaml'], env)).out
  expect(parse(yaml)).toEqual({
    lessons: [{ keep_out: 'price cuts guide', of: 'type:layoffs', accepted: '2026-11-23' }],
  })
  await ask(bot, '/watch undo')
  expect((await runCommand(lessons, [], env)).out).toBe('Nothing was accepted yet.\n')
})
