import { describe, expect, test } from 'vitest'
import { decode } from '../../src/feeds/decode.ts'

const utf8 = 'application/rss+xml; charset=utf-8'

function bytes(...parts: (string | number)[]): Buffer {
  return Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.of(part))),
  )
}

describe('a text in UTF-8', () => {
  test.each<[string, Buffer, string]>([
    ['with one bad byte', bytes('Möwe’s café – a te', 0xc3, '<p>'), 'Möwe’s café – a te<p>'],
    ['that breaks off in a character', bytes('Möwe', 0xe2, 0x80), 'Möwe'],
    ['that breaks off in its first character', bytes('Mowe', 0xd0), 'Mowe'],
    [
      'with a mark of windows-1252 pasted in',
      bytes('Möwe', 0x92, 's café ', 0x96, ' 40'),
      'Möwe’s café – 40',
    ],
    ['with the tail of a cut character', bytes('Möwe café', 0x80, 0x99, 's'), 'Möwe cafés'],
    [
      'with a bad byte among many characters',
      bytes('уволил 120 чел', 0xff, 'овек'),
      'уволил 120 человек',
    ],
  ])('%s stays UTF-8', (_name, document, text) => {
    expect(decode(document, null)).toBe(text)
    expect(decode(document, utf8)).toBe(text)
  })

  test('stays so though it is said to be Latin', () => {
    const document = bytes('Möwe’s café – a te', 0xc3, '<p>')
    expect(decode(document, 'text/xml; charset=iso-8859-1')).toBe('Möwe’s café – a te<p>')
  })
})

describe('a text in windows-1252', () => {
  test.each<[string, Buffer, string]>([
    ['that says UTF-8', bytes('M', 0xf6, 'we', 0x92, 's caf', 0xe9), 'Möwe’s café'],
    ['with a single mark', bytes('Mowe', 0x92, 's cuts'), 'Mowe’s cuts'],
  ])('%s is read as what it is', (_name, document, text) => {
    expect(decode(document, utf8)).toBe(text)
    expect(decode(document, null)).toBe(text)
  })
})

test('a text in windows-1251 is not taken for UTF-8 by a pair of letters', () => {
  const document = bytes('<?xml encoding="windows-1251"?>', 0xdf, 0xbb, 0xf3, 0xe2, 0xee, 0xeb)
  expect(decode(document, null)).toBe('<?xml encoding="windows-1251"?>Я»увол')
})
