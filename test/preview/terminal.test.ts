import { expect, test } from 'vitest'
import { messageAsText } from '../../src/preview/terminal.ts'
import type { Block, Message } from '../../src/preview/workspace.ts'

const message = (blocks: object[], more: Partial<Message> = {}): Message => ({
  ts: '1.000001',
  channel: 'C1',
  user: 'U1',
  isBot: true,
  text: 'fallback',
  blocks: blocks.map((block, index) => ({ block_id: String(index), ...block })) as Block[],
  ...more,
})

test('a message is written line by line, as it would be read', () => {
  const text = messageAsText(
    message([
      { type: 'header', text: { type: 'plain_text', text: 'Amazon cuts about 16,000 jobs' } },
      {
        type: 'section',
        text: { type: 'mrkdwn', text: '*second* round &amp; <https://a.example|more>' },
      },
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_list',
            style: 'bullet',
            elements: [
              { type: 'rich_text_section', elements: [{ type: 'text', text: 'one' }] },
              { type: 'rich_text_section', elements: [{ type: 'date', timestamp: 0, format: '' }] },
            ],
          },
        ],
      },
      {
        type: 'actions',
        elements: [{ type: 'button', text: { type: 'plain_text', text: 'Why?' } }],
      },
    ]),
    'layoffs',
  )
  expect(text).toBe(`#layoffs
  Amazon cuts about 16,000 jobs
  second round & more <https://a.example>
  • one
  • 1970-01-01 00:00
  [ Why? ]`)
})

test('a reply that was edited says both; one without blocks shows its text', () => {
  const edited = { edited: { user: 'U1', ts: '2.0' }, threadTs: '0.5', text: '&lt;ok&gt;' }
  expect(messageAsText(message([], edited), 'x')).toBe('#x (in thread, edited)\n  <ok>')
})

test('a table stands in columns and a chart as bars', () => {
  const cell = (text: string) => ({ type: 'raw_text', text })
  const data = [1, 2, 4].map((value) => ({ label: String(value), value }))
  const text = messageAsText(
    message([
      {
        type: 'data_table',
        caption: 'Events',
        rows: [
          [cell('Company'), cell('Jobs')],
          [cell('HP'), cell('6,000')],
        ],
      },
      {
        type: 'data_visualization',
        title: 'By week',
        chart: { type: 'bar', series: [{ name: 'Jobs', data }] },
      },
    ]),
    'x',
  )
  expect(text.split('\n').slice(1)).toEqual([
    '  Events',
    '  Company  Jobs',
    '  HP       6,000',
    '  By week',
    '  ▃▅█ Jobs',
  ])
})
