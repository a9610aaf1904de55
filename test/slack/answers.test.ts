import { expect, test } from 'vitest'
import { companyOf, openBot, wordsOf } from '../support/bot.ts'
import { layoff } from '../support/claims.ts'

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

test.each(['expired_trigger_id', 'exchanged_trigger_id'])(
  'where Slack opens no form any more (%s), the list is whispered',
  async (error) => {
    const { slack } = await openBot()
    slack.faults.add({ method: 'views.open', kind: 'error', error })
    const answer = await slack.answer(await slack.command('/watch', { channel: 'layoffs' }))
    expect(answer.text).toBe('This channel hears nothing yet.')
  },
)

test('a click whose form comes too late is told to press again', async () => {
  const { slack } = await openBot()
  const proposal = await slack.answer(
    await slack.command('/watch add robots', { channel: 'layoffs' }),
  )
  slack.faults.add({ method: 'views.open', kind: 'error', error: 'expired_trigger_id' })
  const answer = await slack.answer(await slack.click(proposal, 'watch_edit'))
  expect(answer.text).toContain('please press it again')
})

test.each([
  ['conversations.open', 'missing_scope', 'the app lacks a permission'],
  ['conversations.open', 'user_disabled', 'an account that is deactivated'],
  ['conversations.open', 'cannot_dm_bot', 'to another bot'],
  ['files.getUploadURLExternal', 'file_uploads_disabled', 'lets nobody upload files'],
])('where %s is refused with %s, the person is told what to do', async (method, error, says) => {
  const bot = await openBot()
  await bot.tell(layoff({ company: companyOf('Amazon'), headcount: 9 }), 3)
  const asked = await bot.slack.command('/company amazon', { channel: 'layoffs' })
  const dossier = await bot.slack.answer(asked)
  bot.slack.faults.add({ method, kind: 'error', error, times: 5 })
  const answer = await bot.slack.answer(await bot.slack.click(dossier, 'company_csv'))
  expect(answer.text).toContain(says)
  expect(answer.text).toContain('trying again does not help')
})
