import { expect, test } from 'vitest'
import { saidIn } from '../../src/slack/said.ts'

test('the words of a message are read without its marks, its links each once', () => {
  const text = 'Acme &amp; Sons cuts 90 jobs <https://a.example/?x=1&amp;y=2|here> <@U1> <!channel>'
  expect(saidIn({ text })).toEqual({
    text: 'Acme & Sons cuts 90 jobs here',
    links: ['https://a.example/?x=1&y=2'],
  })
})

test('links are found in blocks, and the title of an unfolded link where nothing else was written', () => {
  const blocks = [
    { type: 'rich_text', elements: [{ elements: [{ type: 'link', url: 'https://b.example/' }] }] },
  ]
  const attachments = [{ title: 'Acme cuts 90 jobs', title_link: 'https://b.example/' }]
  expect(saidIn({ text: '<https://b.example/>', blocks, attachments })).toEqual({
    text: 'Acme cuts 90 jobs',
    links: ['https://b.example/'],
  })
  expect(saidIn({ text: null, blocks: null, attachments: [null, 7] })).toEqual({
    text: '',
    links: [],
  })
})
