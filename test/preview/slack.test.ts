import { App, type LogLevel, SocketModeReceiver } from '@slack/bolt'
import { WebClient } from '@slack/web-api'
import { afterEach, describe, expect, test } from 'vitest'
import { openSlack, type Slack, type SlackOptions } from '../../src/preview/slack.ts'

let slack: Slack
const stops: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

async function open(options: SlackOptions = {}) {
  slack = await openSlack(options)
  stops.push(slack.close)
  return new WebClient(slack.botToken, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: 'fatal' as LogLevel,
  })
}

async function openApp(options: SlackOptions = {}) {
  await open(options)
  const clientOptions = { slackApiUrl: slack.apiUrl }
  const receiver = new SocketModeReceiver({
    appToken: slack.appToken,
    clientPingTimeout: 200,
    logLevel: 'fatal' as LogLevel,
    installerOptions: { clientOptions },
  })
  const app = new App({
    token: slack.botToken,
    receiver,
    clientOptions,
    logLevel: 'error' as LogLevel,
  })
  await app.start()
  stops.push(() => app.stop())
  await slack.until(() => slack.link.connections() > 0, 'the socket')
  return app
}

const refusal = async (call: Promise<unknown>) =>
  call.then(
    () => 'no refusal',
    (error: { data?: { error: string } }) => error.data?.error ?? String(error),
  )

describe('the Web API', () => {
  test('a message that is posted is seen, found again with its metadata, edited and deleted', async () => {
    const client = await open()
    const channel = slack.channel('layoffs').id
    const metadata = { event_type: 'told', event_payload: { id: 'x' } }
    const { ts } = await client.chat.postMessage({ channel, text: 'one', metadata })
    expect(slack.posted('layoffs').map((m) => m.text)).toEqual(['one'])
    const { messages } = await client.conversations.history({ channel, include_all_metadata: true })
    expect(messages?.[0]).toMatchObject({ ts, text: 'one', metadata })
    await client.chat.update({ channel, ts: String(ts), text: 'two' })
    expect(slack.posted('layoffs')[0]).toMatchObject({ text: 'two', edited: {} })
    await client.chat.delete({ channel, ts: String(ts) })
    expect(slack.posted('layoffs')).toEqual([])
  })

  test('replies stand in their thread and not in the channel', async () => {
    const client = await open()
    const channel = slack.channel('layoffs').id
    const { ts } = await client.chat.postMessage({ channel, text: 'one' })
    await client.chat.postMessage({ channel, text: 'more', thread_ts: String(ts) })
    expect(slack.posted('layoffs').map((m) => m.text)).toEqual(['one'])
    const replies = await client.conversations.replies({ channel, ts: String(ts) })
    expect(replies.messages?.map((m) => m.text)).toEqual(['one', 'more'])
    expect(replies.messages?.[0]).toMatchObject({ reply_count: 1 })
  })

  test.each([
    ['channel_not_found', 'C0NOWHERE', 'hello', undefined],
    ['not_in_channel', 'random', 'hello', undefined],
    ['channel_not_found', 'newsroom', 'hello', undefined],
    ['is_archived', 'old-news', 'hello', undefined],
    ['no_text', 'layoffs', ' ', undefined],
    ['msg_too_long', 'layoffs', 'x'.repeat(40_001), undefined],
    [
      'invalid_blocks',
      'layoffs',
      'hello',
      [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }],
    ],
    [
      'invalid_blocks',
      'layoffs',
      'hello',
      [{ type: 'alert', text: { type: 'mrkdwn', text: 'x' } }],
    ],
    ['invalid_blocks', 'layoffs', 'hello', Array(51).fill({ type: 'divider' })],
    [
      'msg_blocks_too_long',
      'layoffs',
      'hello',
      Array(5).fill({ type: 'section', text: { type: 'plain_text', text: 'x'.repeat(2900) } }),
    ],
  ])('a post is refused with %s', async (word, name, text, blocks) => {
    const client = await open()
    const channel = name.startsWith('C0') ? name : slack.channel(name).id
    const call = client.chat.postMessage({ channel, text, ...(blocks && { blocks }) })
    expect(await refusal(call)).toBe(word)
  })

  test('a flaw in blocks is told with its place', async () => {
    const client = await open()
    const channel = slack.channel('layoffs').id
    const text = { type: 'plain_text' as const, text: 'x'.repeat(151) }
    const call = client.chat.postMessage({ channel, text: 'x', blocks: [{ type: 'header', text }] })
    await expect(call).rejects.toMatchObject({
      data: {
        response_metadata: {
          messages: ['[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]'],
        },
      },
    })
  })

  test('a token that is wrong, of the wrong kind or short of a scope is refused', async () => {
    await open({ scopes: ['chat:write'] })
    const as = (token: string) =>
      new WebClient(token, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } })
    expect(await refusal(as('xoxb-no').auth.test())).toBe('invalid_auth')
    expect(await refusal(as(slack.appToken).auth.test())).toBe('not_allowed_token_type')
    expect(await refusal(as(slack.botToken).users.list({}))).toBe('missing_scope')
  })

  test('a fifth message within a second is told to wait', async () => {
    const client = await open()
    const channel = slack.channel('layoffs').id
    const post = () => client.chat.postMessage({ channel, text: 'x' })
    for (let i = 0; i < 4; i += 1) await post()
    await expect(post()).rejects.toMatchObject({ retryAfter: 1 })
    expect(slack.traffic.calls('chat.postMessage').at(-1)).toMatchObject({ outcome: 'ratelimited' })
  })

  test('a connection can drop after the message was posted', async () => {
    const client = await open()
    const channel = slack.channel('layoffs').id
    slack.faults.add({ method: 'chat.postMessage', kind: 'reset', done: true })
    await expect(client.chat.postMessage({ channel, text: 'x' })).rejects.toThrow()
    expect(slack.posted('layoffs')).toHaveLength(1)
  })

  test('a file is uploaded and shared', async () => {
    const client = await open()
    const channel_id = slack.channel('layoffs').id
    await client.filesUploadV2({ channel_id, filename: 'a.csv', file: Buffer.from('a,b\n') })
    expect(slack.posted('layoffs')[0]?.files?.[0]?.bytes.toString()).toBe('a,b\n')
  })
})

describe('an app on Socket Mode', () => {
  test('answers a command to one person', async () => {
    const app = await openApp()
    app.command('/company', async ({ ack, respond, command }) => {
      await ack()
      await respond(`about ${command.text}`)
    })
    const done = await slack.command('/company amazon', { channel: 'layoffs', user: 'grace' })
    const message = await slack.answer(done)
    expect(message).toMatchObject({ text: 'about amazon', ephemeralTo: expect.any(String) })
    expect(slack.ephemeral('layoffs', 'grace')).toEqual([message])
    expect(slack.ephemeral('layoffs', 'ada')).toEqual([])
  })

  test('that does not acknowledge in time leaves the person with an error', async () => {
    await openApp({ acknowledgeMs: 50 })
    const done = await slack.command('/nothing', { channel: 'layoffs' })
    expect(done.complaint).toBe('operation_timeout')
    expect(slack.ephemeral('layoffs').at(-1)?.text).toContain('operation_timeout')
  })

  test('opens a modal, refuses a value under its input, then closes it', async () => {
    const app = await openApp()
    const errors = { words: 'Not that one' }
    app.action('edit', async ({ ack, body, client }) => {
      await ack()
      if (!('trigger_id' in body)) return
      await client.views.open({ trigger_id: body.trigger_id, view: modal })
    })
    app.view('watch', async ({ ack, view }) => {
      const text = view.state.values.words?.text?.value
      await (text === 'bad' ? ack({ response_action: 'errors', errors }) : ack())
    })
    await app.client.chat.postMessage({
      channel: slack.channel('layoffs').id,
      text: 'x',
      blocks: [{ type: 'actions', elements: [button] }],
    })
    const [message] = slack.posted('layoffs')
    await slack.click(message!, 'edit')
    await slack.until(() => slack.modal(), 'the modal')
    expect(await slack.submitView('ada')).toMatchObject({ outcome: 'incomplete' })
    expect(await slack.submitView('ada', { text: 'bad' })).toMatchObject({
      outcome: 'errors',
      errors,
    })
    expect(await slack.submitView('ada', { text: 'good' })).toMatchObject({ outcome: 'closed' })
    expect(slack.modal()).toBeUndefined()
  })

  test('publishes a Home tab when it is opened', async () => {
    const app = await openApp()
    app.event('app_home_opened', async ({ event, client }) => {
      const blocks = [{ type: 'divider' as const }]
      await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } })
    })
    await slack.openHome('grace')
    const home = await slack.until(() => slack.home('grace'), 'the Home tab')
    expect(home.blocks).toMatchObject([{ type: 'divider' }])
  })

  test('comes back when Slack asks it to connect anew', async () => {
    const app = await openApp()
    app.command('/again', ({ ack }) => ack('here'))
    slack.link.refresh()
    await slack.until(() => slack.traffic.log.filter((c) => c.name === 'hello').length > 1, 'it')
    const done = await slack.command('/again', { channel: 'layoffs' })
    expect((await slack.answer(done)).text).toBe('here')
  })
})

const button = {
  type: 'button' as const,
  action_id: 'edit',
  text: { type: 'plain_text' as const, text: 'Edit' },
}
const modal = {
  type: 'modal' as const,
  callback_id: 'watch',
  title: { type: 'plain_text' as const, text: 'Watch' },
  submit: { type: 'plain_text' as const, text: 'Save' },
  blocks: [
    {
      type: 'input' as const,
      block_id: 'words',
      label: { type: 'plain_text' as const, text: 'Words' },
      element: { type: 'plain_text_input' as const, action_id: 'text' },
    },
  ],
}
