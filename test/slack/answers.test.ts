import { expect, test } from 'vitest'
import { openBot, wordsOf } from '../support/bot.ts'

test('an answer whose address is used up is whispered in the channel instead', async () => {
  const { slack } = await openBot()
  slack.faults.add({ method: 'response_url', kind: 'error', error: 'used_url', times: 10 })
  await slack.command('/watch help', { channel: 'layoffs', user: 'ada' })
  const [answer] = await slack.until(() => {
    const whispered = slack.ephemeral('layoffs', 'ada')
    return whispered.length > 0 && whispered
  }, 'the answer')
  expect(wordsOf(answer?.blocks ?? [])).toContain('What /watch understands')
})

test('an invitation that Slack delivers three times is greeted once', async () => {
  const { slack } = await openBot()
  const channel = slack.channel('random')
  await slack.invite('random', 'ada')
  await slack.until(() => slack.posted('random').length > 0, 'the greeting')
  const bot = [...channel.members].find((id) => slack.posted('random')[0]?.user === id) ?? ''
  const joined = {
    type: 'member_joined_channel',
    user: bot,
    channel: channel.id,
    inviter: 'UADA',
  }
  for (let time = 0; time < 3; time++) await slack.event(joined, undefined, 'E-again')
  await slack.command('/watch help', { channel: 'random', user: 'ada' })
  await slack.until(() => slack.ephemeral('random', 'ada').length > 0, 'what came after them')
  expect(slack.posted('random')).toHaveLength(2)
})

test('frames that are none of Slack’s are left aside, and the next command is answered', async () => {
  const { slack } = await openBot()
  for (const frame of [
    'null',
    '7',
    '[]',
    '{',
    '{}',
    '{"type":"error"}',
    '{"type":"ws_message"}',
    '{"type":"close"}',
    '{"type":"events_api","payload":null}',
    '{"type":"events_api","payload":{"event":null}}',
    '{"type":"slash_commands","payload":null}',
  ]) {
    slack.link.frame(frame)
  }
  const answer = await slack.answer(await slack.command('/watch list', { channel: 'layoffs' }))
  expect(answer.text).toBe('This channel hears nothing yet.')
})
