import { generateKeyPairSync, sign } from 'node:crypto'

/** A certificate for 127.0.0.1 that vouches for itself, with its key: as much of X.509 as a client on loopback looks at. */
export function selfSigned(): { cert: string; key: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const ecdsaWithSha256 = seq(oid('2a8648ce3d040302'))
  const name = seq(der(0x31, seq(oid('550403'), der(0x0c, Buffer.from('loopback')))))
  const times = seq(...['200101000000Z', '491231235959Z'].map((at) => der(0x17, Buffer.from(at))))
  const loopback = der(0x87, Buffer.from([127, 0, 0, 1]))
  const altName = seq(oid('551d11'), der(0x04, seq(loopback)))
  const isAuthority = seq(oid('551d13'), der(0x04, seq(der(0x01, Buffer.from([0xff])))))
  const version3 = der(0xa0, integer(2))
  const extensions = der(0xa3, seq(altName, isAuthority))
  const body = seq(version3, integer(1), ecdsaWithSha256, name, times, name, spki, extensions)
  const signature = Buffer.concat([Buffer.from([0]), sign('sha256', body, privateKey)])
  return {
    cert: pem(seq(body, ecdsaWithSha256, der(0x03, signature))),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

function der(tag: number, ...parts: Buffer[]): Buffer {
  const value = Buffer.concat(parts)
  const size = value.length
  const length = size < 128 ? [size] : [0x82, size >> 8, size & 0xff]
  return Buffer.concat([Buffer.from([tag, ...length]), value])
}

const seq = (...parts: Buffer[]): Buffer => der(0x30, ...parts)
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'))
const integer = (value: number): Buffer => der(0x02, Buffer.from([value]))

function pem(bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}
