import { describe, expect, test } from 'vitest'
import { clean, looksLikeHtml, toText } from '../../src/feeds/text.ts'

describe('of HTML', () => {
  test.each([
    ['Kestrel cuts 1,000&#150;2,000 jobs', 'Kestrel cuts 1,000–2,000 jobs'],
    ['Kestrel cuts 1,000&#x96;2,000 jobs', 'Kestrel cuts 1,000–2,000 jobs'],
    ['Kestrel cuts 1,000\u00962,000 jobs', 'Kestrel cuts 1,000–2,000 jobs'],
    [
      'Kestrel&#146;s &#147;last&#148; round&#133; for &#128;5&#153;',
      'Kestrel’s “last” round… for €5™',
    ],
    ['Kestrel\u0092s \u0093last\u0094 round', 'Kestrel’s “last” round'],
    ['Kestrel\u0081 cuts', 'Kestrel cuts'],
    [
      'Kestrelâ€™s SociÃ©tÃ© GÃ©nÃ©rale cut 1,000â€“2,000',
      'Kestrel’s Société Générale cut 1,000–2,000',
    ],
    ['Kestrel\u00e2\u0080\u0099s Ã‰tat', 'Kestrel’s État'],
    ['IRMÃ… e “AMANHÔ', 'IRMÃ… e “AMANHÔ'],
    ['<![CDATA[Kestrel cuts 40 jobs]]>', 'Kestrel cuts 40 jobs'],
    ['<p><![CDATA[Kestrel&#8217;s <b>cuts</b>]]></p>', 'Kestrel’s cuts'],
    ['<![CDATA[Kestrel cuts 40 jobs', 'Kestrel cuts 40 jobs'],
    ['Kestrel&amp;#8217;s cuts', 'Kestrel’s cuts'],
    ['Kestrel&amp;amp;#8217;s cuts', 'Kestrel’s cuts'],
    ['Heron &amp;amp; Sons cut 40 jobs', 'Heron & Sons cut 40 jobs'],
    ['Heron &amp;lt;p&amp;gt;cut 40 jobs&amp;lt;/p&amp;gt;', 'Heron cut 40 jobs'],
    ['&lt;p&gt;Heron cut&lt;br /&gt;40 jobs', 'Heron cut 40 jobs'],
    ['Heron &lt;![CDATA[cut 40 jobs]]&gt;', 'Heron cut 40 jobs'],
    ['Kestrel <the drone maker> cuts <40 jobs', 'Kestrel <the drone maker> cuts <40 jobs'],
    ['Kestrel <the drone maker cuts 40 jobs', 'Kestrel <the drone maker cuts 40 jobs'],
    ['Kestrel <b>cuts</b> <o:p>40</o:p> <made>up</made> jobs', 'Kestrel cuts 40 up jobs'],
    ['R&amp;D at Q&A Ltd: 5 < 6 &amp; so on', 'R&D at Q&A Ltd: 5 < 6 & so on'],
    ['Kestrel &zylo; cuts', 'Kestrel &zylo; cuts'],
  ])('%j says %j', (html, text) => {
    expect(toText(html, 200)).toBe(text)
  })
})

test.each([
  ['Kestrel\u0092s cuts: 1,000\u00962,000', 'Kestrel’s cuts: 1,000–2,000'],
  ['a\u0007b\u009db', 'abb'],
])('of plain text, %j says %j', (text, cleaned) => {
  expect(clean(text, 200)).toBe(cleaned)
})

test.each([
  ['Kestrel&#8217;s cuts', true],
  ['Kestrel &amp; Sons', true],
  ['Kestrel <em>cuts</em> jobs', true],
  ['Kestrel<br>cuts', true],
  ['AT&T; and <the others>', false],
  ['5 < 6 > 4 & more', false],
  ['Kestrel <cuts>jobs</cuts>', true],
  ['Kestrel <cuts> jobs', false],
])('that %j is HTML is %s', (text, expected) => {
  expect(looksLikeHtml(text)).toBe(expected)
})
