import { expect, test } from 'vitest'
import { openBot, wordsOf } from '../support/bot.ts'

const where = { channel: 'layoffs', user: 'ada' }

test('a command that the app’s settings gave a prefix still works', async () => {
  const { slack } = await openBot()
  const answer = await slack.answer(await slack.command('/acme-watch list', where))
  expect(answer.text).toBe('This channel hears nothing yet.')
})

test('a command of another name is told the names, and nothing goes wrong', async () => {
  const { slack, log } = await openBot()
  const answer = await slack.answer(await slack.command('/firm amazon', where))
  expect(answer.text).toContain('I do not know /firm. My commands are /company, /trends and /watch')
  expect(log).toEqual([])
})

test('with COMMAND_PREFIX everything that people read has the names that the commands have', async () => {
  const { slack } = await openBot({ commandPrefix: 'acme-' })
  const help = wordsOf((await slack.answer(await slack.command('/acme-watch help', where))).blocks)
  expect(help).toContain('/acme-watch mute amazon')
  expect(help).not.toContain(' /watch')
  await slack.command('/acme-watch', where)
  await slack.until(() => slack.modal('ada'), 'the form')
  await slack.openHome('ada')
  const home = await slack.until(() => slack.home('ada'), 'the Home tab')
  expect(wordsOf(home.blocks)).toContain('/acme-company amazon')
  const refused = await slack.answer(await slack.command('/acme-watch add', where))
  expect(refused.text).toContain('For example: /acme-watch add')
})

test('an address in which a command’s name happens to stand is left as it is', async () => {
  const { slack } = await openBot({ commandPrefix: 'acme-' })
  const line = '/acme-watch test https://news.example/watch and /company/7'
  const answer = await slack.answer(await slack.command(line, where))
  expect(wordsOf(answer.blocks)).toContain('https://news.example/watch and /company/7')
})
