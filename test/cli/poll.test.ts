import { expect, onTestFinished, test } from 'vitest'
import { openSlack } from '../../src/preview/slack.ts'
import { layOutProgram } from '../support/program.ts'

async function layOut() {
  const slack = await openSlack()
  onTestFinished(() => slack.close())
  return layOutProgram({ slack, feeds: [], channels: [], allowHosts: [] })
}

const firstLine = (text: string) => text.slice(0, text.indexOf('\n'))

test('the first line names the database that is served', async () => {
  const program = await layOut()
  const { code, stderr } = await program.run('poll')
  expect(code).toBe(0)
  expect(firstLine(stderr)).toBe(
    `the database is "${program.env.DATABASE_URL?.replace('sqlite:', '')}"`,
  )
})

test('without a Slack credential it is the preview’s, and said to be', async () => {
  const program = await layOut()
  delete program.env.SLACK_BOT_TOKEN
  delete program.env.SLACK_APP_TOKEN
  expect(firstLine((await program.run('poll')).stderr)).toBe(
    'the database is "data/preview.db", the preview\'s own: without a Slack credential DATABASE_URL is left alone',
  )
})
