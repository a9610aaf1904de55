/** What Slack would refuse, the small Slack refuses, with Slack's word: each limit once. */

import type { LogLevel } from '@slack/bolt'
import { WebClient } from '@slack/web-api'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { flawsOfMessageBlocks, flawsOfView } from '../../src/preview/block-kit.ts'
import { newResponseUrl } from '../../src/preview/response-urls.ts'
import { openSlack, type Slack } from '../../src/preview/slack.ts'
import { messages, modal, richText } from '../browser/support/every-block.ts'

const plain = (text: string) => ({ type: 'plain_text', text })
const long = (length: number) => 'x'.repeat(length)
const button = (more: object = {}) => ({
  type: 'button',
  action_id: 'a',
  text: plain('A'),
  ...more,
})
const actions = (...elements: object[]) => ({ type: 'actions', elements })
const cell = (text: string) => ({ type: 'raw_text', text })
const option = (value: string) => ({ text: plain(value), value })
const bar = (labels: string[], categories = labels) => ({
  type: 'data_visualization',
  title: 'T',
  chart: {
    type: 'bar',
    series: [{ name: 's', data: labels.map((label) => ({ label, value: 1 })) }],
    axis_config: { categories },
  },
})

describe('blocks', () => {
  test.each(messages.map((blocks, index) => [index, blocks] as const))(
    'of every type that we send are taken: message %i',
    (_, blocks) => {
      expect(flawsOfMessageBlocks(blocks)).toEqual([])
    },
  )

  test.each<[string, object[], string]>([
    ['a header too long', [{ type: 'header', text: plain(long(151)) }], '/blocks/0/text/text'],
    [
      'a header of mrkdwn',
      [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }],
      '/blocks/0/text/type',
    ],
    ['an empty text', [{ type: 'section', text: plain('') }], '/blocks/0/text/text'],
    ['a section with nothing', [{ type: 'section' }], '/blocks/0'],
    [
      'eleven fields',
      [{ type: 'section', fields: Array(11).fill(plain('x')) }],
      '/blocks/0/fields',
    ],
    [
      'a button text too long',
      [actions(button({ text: plain(long(76)) }))],
      '/blocks/0/elements/0/text/text',
    ],
    [
      'a button value too long',
      [actions(button({ value: long(2001) }))],
      '/blocks/0/elements/0/value',
    ],
    [
      '26 elements',
      [actions(...Array.from({ length: 26 }, (_, i) => button({ action_id: `${i}` })))],
      '/blocks/0/elements',
    ],
    ['one action id twice', [actions(button(), button())], '/blocks/0'],
    [
      'one block id twice',
      [
        { type: 'divider', block_id: 'b' },
        { type: 'divider', block_id: 'b' },
      ],
      '/blocks/1/block_id',
    ],
    [
      'six overflow options',
      [actions({ type: 'overflow', options: [1, 2, 3, 4, 5, 6].map((n) => option(`${n}`)) })],
      '/blocks/0/elements/0/options',
    ],
    ['a property that is none', [{ type: 'divider', colour: 'red' }], '/blocks/0'],
    ['a type that is none', [{ type: 'marquee' }], '/blocks/0/type'],
    ['an alert in a message', [{ type: 'alert', text: plain('x') }], '/blocks/0/type'],
    [
      'rich text in a table’s head',
      [
        {
          type: 'data_table',
          caption: 'c',
          rows: [[richText], [cell('x')]],
        },
      ],
      '/blocks/0/rows/0/0',
    ],
    [
      'rows of different length',
      [{ type: 'data_table', caption: 'c', rows: [[cell('a')], [cell('a'), cell('b')]] }],
      '/blocks/0',
    ],
    [
      'a data table of one row',
      [{ type: 'data_table', caption: 'c', rows: [[cell('a')]] }],
      '/blocks/0/rows',
    ],
    [
      '102 rows',
      [{ type: 'data_table', caption: 'c', rows: Array(102).fill([cell('a')]) }],
      '/blocks/0/rows',
    ],
    [
      'an empty cell',
      [{ type: 'data_table', caption: 'c', rows: [[cell('a')], [cell('')]] }],
      '/blocks/0/rows/1/0/text',
    ],
    ['three charts', [bar(['a']), bar(['a']), bar(['a'])], '/blocks'],
    ['labels that are no categories', [bar(['a'], ['b'])], '/blocks/0/chart'],
    [
      '21 points',
      [bar(Array.from({ length: 21 }, (_, i) => `${i}`))],
      '/blocks/0/chart/series/0/data',
    ],
    ['two tables', Array(2).fill({ type: 'table', rows: [[cell('a')]] }), '/blocks'],
    ['a link that is none', [actions(button({ url: 'no link' }))], '/blocks/0/elements/0/url'],
    ['a select of nothing', [actions({ type: 'static_select' })], '/blocks/0/elements/0'],
    [
      'an initial option that is not offered',
      [actions({ type: 'static_select', options: [option('a')], initial_option: option('b') })],
      '/blocks/0/elements/0',
    ],
  ])('%s is refused, and its place named', (_, blocks, place) => {
    expect(flawsOfMessageBlocks(blocks).map(({ at }) => at)).toContain(place)
  })

  test('a modal is taken whole; with inputs it needs its submit, and a short title', () => {
    expect(flawsOfView(modal, ['modal'])).toEqual([])
    const { submit: _, ...without } = modal
    expect(flawsOfView(without, ['modal'])).toMatchObject([
      { says: 'missing required field: submit' },
    ])
    expect(flawsOfView({ ...modal, title: plain(long(25)) }, ['modal'])).toHaveLength(1)
    expect(flawsOfView(modal, ['home'])).toMatchObject([{ at: '/view/type' }])
  })
})

describe('calls', () => {
  let slack: Slack
  let client: WebClient
  let now: number

  beforeEach(async () => {
    now = Date.UTC(2026, 10, 23)
    slack = await openSlack({ rateLimits: false, now: () => now })
    client = new WebClient(slack.botToken, {
      slackApiUrl: slack.apiUrl,
      retryConfig: { retries: 0 },
      logLevel: 'fatal' as LogLevel,
    })
  })
  afterEach(() => slack.close())

  const wordOf = (call: Promise<unknown>) =>
    call.then(
      () => 'ok',
      (error: { data?: { error: string } }) => error.data?.error,
    )
  const trigger = async () => (await slack.command('/x', { channel: 'layoffs' })).triggerId
  const small = {
    type: 'modal' as const,
    title: { type: 'plain_text' as const, text: 'T' },
    blocks: [],
  }

  test('a trigger opens one view, within three seconds, and three views stand at most', async () => {
    const trigger_id = await trigger()
    expect(await wordOf(client.views.open({ trigger_id, view: small }))).toBe('ok')
    expect(await wordOf(client.views.open({ trigger_id, view: small }))).toBe(
      'exchanged_trigger_id',
    )
    const late = await trigger()
    now += 3001
    expect(await wordOf(client.views.open({ trigger_id: late, view: small }))).toBe(
      'expired_trigger_id',
    )
    expect(await wordOf(client.views.open({ trigger_id: '1.2', view: small }))).toBe(
      'invalid_trigger_id',
    )
    const push = async () => wordOf(client.views.push({ trigger_id: await trigger(), view: small }))
    expect([await push(), await push(), await push()]).toEqual(['ok', 'ok', 'push_limit_reached'])
  })

  test('a view is updated by who knows its newest state', async () => {
    const { view } = await client.views.open({ trigger_id: await trigger(), view: small })
    const update = (hash: string) =>
      wordOf(client.views.update({ view_id: String(view?.id), hash, view: small }))
    const hash = String(view?.hash)
    expect([await update(hash), await update(hash)]).toEqual(['ok', 'hash_conflict'])
    expect(await wordOf(client.views.update({ view_id: 'V1', view: small }))).toBe('not_found')
  })

  test('a response_url serves five times, for half an hour', async () => {
    const [person] = [...slack.team.users.values()]
    const from = {
      teamId: slack.team.id,
      channelId: slack.channel('layoffs').id,
      userId: person?.id ?? '',
      triggerId: 't',
    }
    const respond = async (url: string) => {
      const body = JSON.stringify({ text: 'x' })
      return (await (await fetch(url, { method: 'POST', body })).json()).error ?? 'ok'
    }
    const url = newResponseUrl(slack.world, slack.url, from)
    const words = []
    for (let i = 0; i < 6; i += 1) words.push(await respond(url))
    expect(words).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'used_url'])
    const other = newResponseUrl(slack.world, slack.url, from)
    now += 30 * 60_000 + 1
    expect(await respond(other)).toBe('expired_url')
  })

  test('only its own messages, that are there, are edited or deleted', async () => {
    const channel = slack.channel('layoffs').id
    const { ts } = slack.say('layoffs', 'ada', 'mine')
    expect(await wordOf(client.chat.update({ channel, ts, text: 'x' }))).toBe('cant_update_message')
    expect(await wordOf(client.chat.delete({ channel, ts }))).toBe('cant_delete_message')
    expect(await wordOf(client.chat.update({ channel, ts: '1.0', text: 'x' }))).toBe(
      'message_not_found',
    )
  })

  test('metadata comes whole or not at all', async () => {
    const post = (event_payload: Record<string, string>) =>
      wordOf(
        client.chat.postMessage({
          channel: slack.channel('layoffs').id,
          text: 'x',
          metadata: { event_type: 'e', event_payload },
        }),
      )
    expect(await post({ id: '1' })).toBe('ok')
    expect(await post({ id: long(17_000) })).toBe('metadata_too_large')
  })

  test('a revoked token is refused by that word', async () => {
    await slack.uninstall()
    expect(await wordOf(client.auth.test())).toBe('token_revoked')
  })

  test('a code is exchanged once, for a workspace’s own token', async () => {
    const { clientId: client_id, clientSecret: client_secret } = slack
    const code = slack.newCode(slack.addTeam('Other'))
    const bare = new WebClient(undefined, {
      slackApiUrl: slack.apiUrl,
      logLevel: 'fatal' as LogLevel,
    })
    const exchange = () => bare.oauth.v2.access({ client_id, client_secret, code })
    const { access_token, team } = await exchange()
    expect(team?.name).toBe('Other')
    expect((await client.auth.test({ token: String(access_token) })).team).toBe('Other')
    expect(await wordOf(exchange())).toBe('invalid_code')
  })
})
