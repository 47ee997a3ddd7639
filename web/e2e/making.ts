// Files that a test uploads, made here: pictures of one colour, and certificates that their own key has signed.
import { createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'

/** A PNG of one colour, "#rrggbb". */
export function picture(width: number, height: number, colour: string) {
  const chunk = (kind: string, content: Buffer) => {
    const named = Buffer.concat([Buffer.from(kind), content])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(content.length)
    sum.writeUInt32BE(crc32(named))
    return Buffer.concat([length, named, sum])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width)
  head.writeUInt32BE(height, 4)
  head.set([8, 2], 8) // eight bits of each of red, green and blue
  const pixels = Buffer.from(colour.slice(1), 'hex')
  const row = Buffer.concat([Buffer.from([0]), ...Array.from({ length: width }, () => pixels)])
  const content = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))), chunk('IEND', Buffer.alloc(0))])
  return { name: `${width}x${height}.png`, mimeType: 'image/png', buffer: content }
}

/** A value in DER: its tag, its length and its content (X.690). */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const size = content.length
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}

const sequence = (...parts: Buffer[]) => der(0x30, ...parts)
const identifier = (hex: string) => der(0x06, Buffer.from(hex, 'hex'))
// ecdsa-with-SHA256, RFC 5758 section 3.2
const signedWith = sequence(identifier('2a8648ce3d040302'))
const named = (name: string) => sequence(der(0x31, sequence(identifier('550403'), der(0x0c, Buffer.from(name)))))
const moment = (at: Date) => der(0x17, Buffer.from(`${at.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`))

export interface Certificate {
  chain: string
  key: string
}

/** A key as people are given it. */
export function privateKey(): { key: KeyObject; public: Buffer; text: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { key: privateKey, public: publicKey.export({ type: 'spki', format: 'der' }), text: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string }
}

/** A certificate of a host, good so many days from now (RFC 5280, section 4.1); less than none: it was good once. */
export function certificate(host: string, issuer: string, days: number): Certificate {
  const { key, public: spki, text } = privateKey()
  const now = Date.now()
  const names = sequence(identifier('551d11'), der(0x04, sequence(der(0x82, Buffer.from(host)))))
  const content = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    signedWith,
    named(issuer),
    sequence(moment(new Date(now - 90 * 86_400_000)), moment(new Date(now + days * 86_400_000))),
    named(host),
    spki,
    der(0xa3, sequence(names)),
  )
  const signature = createSign('SHA256').update(content).sign(key)
  const whole = sequence(content, signedWith, der(0x03, Buffer.from([0]), signature))
  const lines = whole.toString('base64').match(/.{1,64}/g)!.join('\n')
  return { chain: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`, key: text }
}
