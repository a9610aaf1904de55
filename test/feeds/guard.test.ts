import type { LookupAddress } from 'node:dns'
import { describe, expect, test } from 'vitest'
import { checkAddress, guardLookup, isPublic, type Resolve } from '../../src/feeds/guard.ts'

const none = new Set<string>()

const privateHosts = [
  '127.0.0.1',
  '127.1',
  '127.0.1',
  '2130706433',
  '0x7f000001',
  '0x7f.1',
  '0x7f.0x0.0x0.0x1',
  '0177.0.0.1',
  '017700000001',
  '127.0.0.1.',
  '①②⑦.0.0.1',
  '１２７.0.0.1',
  '127。0。0。1',
  '%31%32%37.0.0.1',
  '0',
  '0.0.0.0',
  '0.1.2.3',
  '10.0.0.1',
  '10.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.0.1',
  '192.168.257',
  '0xc0a80001',
  '3232235521',
  '100.64.0.1',
  '100.100.100.200',
  '169.254.169.254',
  '0xa9fea9fe',
  '2852039166',
  '0251.0376.0251.0376',
  '168.63.129.16',
  '192.0.0.192',
  '192.0.2.1',
  '198.18.0.1',
  '198.51.100.7',
  '203.0.113.9',
  '192.88.99.1',
  '224.0.0.1',
  '239.255.255.250',
  '240.0.0.1',
  '255.255.255.255',
  '[::1]',
  '[::]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::ffff:8.8.8.8]',
  '[::127.0.0.1]',
  '[::ffff:0:127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[64:ff9b::808:808]',
  '[64:ff9b:1::a00:1]',
  '[2002:7f00:1::]',
  '[2002:a00:1::1]',
  '[2001:0:4136:e378:8000:63bf:3fff:fdd2]',
  '[fc00::1]',
  '[fd00:ec2::254]',
  '[fe80::1]',
  '[fec0::1]',
  '[ff02::1]',
  '[2001:db8::1]',
  '[100::1]',
  '[5f00::1]',
  '[4000::1]',
  '[3fff::1]',
]

const otherwiseRefused: [string, string][] = [
  ['ftp://example.com/feed', 'scheme'],
  ['file:///etc/passwd', 'scheme'],
  ['gopher://example.com/', 'scheme'],
  ['javascript:alert(1)', 'scheme'],
  ['data:text/xml,<rss/>', 'scheme'],
  ['http://', 'bad_address'],
  ['example.com/feed', 'bad_address'],
  ['', 'bad_address'],
  ['http://[::1', 'bad_address'],
  ['http://1.2.3.4.5.6/', 'bad_address'],
  ['http://user@example.com/', 'credentials'],
  ['http://user:password@example.com/', 'credentials'],
  ['http://127.0.0.1:80@example.com/', 'credentials'],
  ['http://example.com:22/', 'port'],
  ['http://example.com:25/', 'port'],
  ['https://example.com:8444/', 'port'],
  ['http://example.com:65535/', 'port'],
]

test('at least sixty addresses are tried', () => {
  expect(privateHosts.length + otherwiseRefused.length).toBeGreaterThanOrEqual(60)
})

test.each(privateHosts)('http://%s/ is refused as private, however it is written', (host) => {
  expect(checkAddress(`http://${host}/feed`, none)).toMatchObject({
    kind: 'refused',
    reason: 'private_address',
  })
})

test.each(otherwiseRefused)('%s is refused: %s', (address, reason) => {
  const checked = checkAddress(address, none)
  expect(checked).toMatchObject({ kind: 'refused', reason })
  expect(checked.kind === 'refused' && checked.sentence).toMatch(/\.$/)
})

test.each([
  'http://example.com/',
  'https://example.com/feed?x=1',
  'http://example.com:8080/',
  'https://example.com:8443/',
  'http://8.8.8.8/',
  'https://[2606:4700::1111]/',
  'https://bücher.example/',
])('%s may be asked', (address) => {
  expect(checkAddress(address, none).kind).toBe('ok')
})

describe('an exception', () => {
  const allowed = new Set(['127.0.0.1:9000', 'intranet:80', '[::1]:8080'])
  test.each([
    'http://127.0.0.1:9000/feed',
    'http://2130706433:9000/',
    'http://intranet/',
    'http://[::1]:8080/',
  ])('covers %s', (address) =>
    expect(checkAddress(address, allowed)).toMatchObject({ kind: 'ok', isAllowed: true }),
  )
  test.each([
    'http://127.0.0.1:9001/',
    'http://127.0.0.1/',
    'http://127.0.0.2:9000/',
    'http://[::1]/',
  ])('is exact: it does not cover %s', (address) =>
    expect(checkAddress(address, allowed).kind).toBe('refused'),
  )
  test('of a name leaves its other ports to the resolver’s guard', () => {
    expect(checkAddress('https://intranet/', allowed)).toMatchObject({
      kind: 'ok',
      isAllowed: false,
    })
  })
})

describe('the guarded look-up', () => {
  const answers = (...sets: string[][]): { resolve: Resolve; asked: string[] } => {
    const asked: string[] = []
    const resolve: Resolve = (hostname, _options, answer) => {
      const set = sets[Math.min(asked.length, sets.length - 1)] ?? []
      asked.push(hostname)
      answer(
        null,
        set.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 })),
      )
    }
    return { resolve, asked }
  }
  const look = (resolve: Resolve, all: boolean) =>
    new Promise((done) => {
      guardLookup(resolve)('feed.example', { all }, (error, address) => done(error ?? address))
    })

  test('hands on the very answer that it checked, asking once', async () => {
    const { resolve, asked } = answers(['8.8.8.8'], ['127.0.0.1'])
    expect(await look(resolve, false)).toBe('8.8.8.8')
    expect(asked).toHaveLength(1)
  })

  test('refuses a name that leads to a private address the second time', async () => {
    const { resolve } = answers(['8.8.8.8'], ['127.0.0.1'])
    await look(resolve, true)
    expect(await look(resolve, true)).toMatchObject({ name: 'PrivateAddressError' })
  })

  test('refuses a name that leads to a public and a private address at once', async () => {
    expect(await look(answers(['8.8.8.8', '10.0.0.1']).resolve, true)).toMatchObject({
      name: 'PrivateAddressError',
    })
    expect(await look(answers(['2606:4700::1111', '::ffff:10.0.0.1']).resolve, true)).toMatchObject(
      {
        name: 'PrivateAddressError',
      },
    )
  })

  test('gives an error for a name without an address', async () => {
    expect(await look(answers([]).resolve, true)).toBeInstanceOf(Error)
  })

  test('lets no private address through, in either form', () => {
    for (const host of privateHosts) expect(isPublic(host.replace(/[[\]]/g, ''))).toBe(false)
  })
})

test.each([
  ['feed://wire.example/rss', 'http://wire.example/rss'],
  ['feed:https://wire.example/rss', 'https://wire.example/rss'],
  ['FEED:http://wire.example/', 'http://wire.example/'],
])('%s is the web address %s', (address, href) => {
  expect(checkAddress(address, none)).toMatchObject({ kind: 'ok', url: { href } })
})

test('a feed: address leads no further than a web address does', () => {
  expect(checkAddress('feed://127.0.0.1/rss', none)).toMatchObject({ reason: 'private_address' })
  expect(checkAddress('feed:file:///etc/passwd', none)).toMatchObject({ reason: 'scheme' })
})
