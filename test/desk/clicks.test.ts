import { describe, expect, test } from 'vitest'
import { watchFor } from '../../src/core/channel/settings.ts'
import type { ChannelId, CompanyKey, EventId } from '../../src/core/ids.ts'
import { type ClickId, type ClickValue, clicks } from '../../src/views/clicks.ts'
import { channelOf, forms } from '../../src/views/forms.ts'

const watch = watchFor({ companies: ['amazon' as CompanyKey], minHeadcount: 500 })
/** A value of each, in full: the compiler asks for every one. */
const samples: { [Id in ClickId]: ClickValue<Id> } = {
  company_more: { question: 'amazon, google ai', from: 15 },
  company_meant: { question: 'amazon', from: 0 },
  company_share: { question: 'amazon', from: 0 },
  company_csv: 'amazon since june',
  company_watch: '~acme robotics',
  trends_share: '',
  alert_menu: { entry: 'mute', event: 12 as EventId },
  correction_undo: [1, 22],
  correction_general: [3],
  exclusion_accept: { id: 'a1b2c3d4', words: 'price cuts' },
  home_settings: 'C1ABC' as ChannelId,
  feed_try: 'https://news.example/rss',
  feed_keep: 'https://news.example/rss',
  watch_open: '',
  watch_meant: watch,
  watch_edit: watch,
  watch_save: watch,
  watch_drop: '',
  watch_undo: '',
  form_row: { entry: 'remove', id: 'a1b2c3d4-2' },
  form_new: '',
  form_again: '',
  form_back: '',
  form_ways: '',
  form_pause: '',
  form_resume: '',
  form_undo: '',
}
const ids = Object.keys(samples) as ClickId[]

function there<Id extends ClickId>(id: Id) {
  return clicks[id].read(clicks[id].write(samples[id]))
}

test.each(ids)('what %s writes, it reads back', (id) => {
  expect(there(id)).toEqual(samples[id])
})

describe('a value of an older version reads as null', () => {
  test.each<[ClickId, string]>([
    ['company_more', '{"name":"amazon"}'],
    ['company_more', 'amazon'],
    ['company_csv', ''],
    ['alert_menu', 'why'],
    ['alert_menu', 'forget:12'],
    ['correction_undo', '1;2'],
    ['exclusion_accept', '{"watch":"type:layoffs","words":"x"}'],
    ['watch_save', 'company:"Amazon" type:layoffs'],
    ['form_row', 'remove:company:"Amazon"'],
  ])('%s: %s', (id, value) => {
    expect(clicks[id].read(value)).toBeNull()
  })
})

describe('a form', () => {
  test('says what it is about, and its channel', () => {
    const about = { channel: 'C1' as ChannelId, event: 7 as EventId, category: 'layoff' } as const
    const written = forms.correction_form.write(about)
    expect(forms.correction_form.read(written)).toEqual(about)
    expect(channelOf(written)).toBe('C1')
  })

  test('of an older version is about nothing', () => {
    expect(forms.correction_form.read('{"channel":"C1","story":7}')).toBeNull()
    expect(forms.watch_form.read('')).toBeNull()
    expect(channelOf('nonsense')).toBeNull()
  })
})
