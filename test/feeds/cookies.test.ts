import { describe, expect, onTestFinished, test } from 'vitest'
import { openCookies } from '../../src/feeds/cookies.ts'
import { openFeedReader } from '../../src/feeds/read.ts'
import { rss, startFeedServer } from '../support/feed-server.ts'

const at = (address: string) => new URL(address)

function setBy(from: string, ...set: string[]) {
  const cookies = openCookies()
  cookies.take(at(from), { 'set-cookie': set })
  return (to: string) => cookies.giveBack(at(to))
}

describe('a cookie', () => {
  test('goes back to the host that set it, without its attributes, and to no other', () => {
    const sent = setBy('https://news.example/', 'seen=1; Path=/; HttpOnly', 'b="two"')
    expect(sent('https://news.example/feed')).toBe('seen=1; b="two"')
    expect(sent('https://other.example/')).toBeNull()
    expect(sent('https://www.news.example/')).toBeNull()
  })

  test('of a domain goes to all its hosts, if it was set by one of them', () => {
    const sent = setBy('https://login.news.example/', 'in=1; domain=.news.example')
    expect(sent('https://www.news.example/')).toBe('in=1')
    expect(sent('https://news.example/')).toBe('in=1')
    expect(sent('https://fakenews.example/')).toBeNull()
    const foreign = setBy('https://a.example/', 'x=1; Domain=b.example', 'y=1; Domain=example')
    expect(foreign('https://b.example/')).toBeNull()
    expect(foreign('https://a.example/')).toBeNull()
  })

  test('that is secure is not sent in the open', () => {
    const sent = setBy('https://news.example/', 'a=1; Secure', 'b=2')
    expect(sent('http://news.example/')).toBe('b=2')
  })

  test('is replaced by a later one of its name, and taken back by one that is over', () => {
    const news = 'https://news.example/'
    expect(setBy(news, 'a=1', 'b=1', 'a=2')(news)).toBe('b=1; a=2')
    expect(setBy(news, 'a=1', 'a=; Max-Age=0')(news)).toBeNull()
    expect(setBy(news, 'a=1', 'a=x; Expires=Thu, 01 Jan 1970 00:00:00 GMT')(news)).toBeNull()
    expect(setBy(news, 'a=1; Max-Age=60')(news)).toBe('a=1')
  })

  test('that holds what no header may hold is passed over', () => {
    const news = 'https://news.example/'
    for (const bad of ['a=b\r\nx: y', 'a=\u0001', '=1', 'a', '', 'ä=1', `a=${'x'.repeat(5000)}`])
      expect(setBy(news, bad)(news), bad).toBeNull()
  })
})

describe('a site that sends readers round until its cookie comes back', () => {
  test('is read; the next time it asks again, as nothing is kept', async () => {
    const server = await startFeedServer()
    const allowHosts = new Set([server.host])
    const reader = openFeedReader({ clock: Date.now, userAgent: 'B', allowHosts })
    onTestFinished(async () => {
      await reader.close()
      await server.close()
    })
    const document = rss([{ title: 'Example Corp cuts 10 jobs', guid: '1' }])
    const url = server.serve('/feed', ({ headers }, response) => {
      const isKnown = headers.cookie === 'seen=1'
      response.writeHead(isKnown ? 200 : 302, { location: '/feed', 'set-cookie': 'seen=1; Path=/' })
      response.end(isKnown ? document : '')
    })
    const validators = { etag: null, lastModified: null }
    const request = { url, validators, bodyHash: null, isConfigured: true }
    const never = new AbortController().signal
    const first = await reader.readFeed(request, never)
    expect(first).toMatchObject({ kind: 'document', requests: 2, movedTo: null })
    await reader.readFeed(request, never)
    expect(server.requests.map(({ headers }) => headers.cookie)).toEqual([
      undefined,
      'seen=1',
      undefined,
      'seen=1',
    ])
  })
})
