/** What the senders of webhooks sign, made by Node alone and not by the packages under test. */
import { createHash, createHmac } from 'node:crypto'

/** JSON as no serialiser writes it: the signature is of these bytes and no others. */
export const ODD = '{ "type" :"paid",\n\t"amount":  1.50, "note":"\\u00e9" }'

const seconds = () => Math.floor(Date.now() / 1000)
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text)

/** https://docs.stripe.com/webhooks#verify-manually */
export function stripe(body: string, secret: string) {
  const at = seconds()
  return { 'stripe-signature': `t=${at},v1=${hmac(secret, `${at}.${body}`).digest('hex')}` }
}

/** https://www.standardwebhooks.com, with the names that a sender chose for the headers. */
export function standard(body: string, key: Buffer, prefix: 'webhook' | 'svix') {
  const at = seconds()
  return {
    [`${prefix}-id`]: 'msg_1',
    [`${prefix}-timestamp`]: String(at),
    [`${prefix}-signature`]: `v1,${hmac(key, `msg_1.${at}.${body}`).digest('base64')}`,
  }
}

/** https://upstash.com/docs/qstash/howto/signature: a JWT with the digest of the body. */
export function qstash(body: string, key: string, url: string) {
  const at = seconds()
  const digest = createHash('sha256').update(body).digest('base64url')
  const claims = { iss: 'Upstash', sub: url, exp: at + 300, nbf: at - 5, iat: at, jti: '1' }
  const parts = [
    { alg: 'HS256', typ: 'JWT' },
    { ...claims, body: digest },
  ]
  const text = parts.map(part => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  return { 'upstash-signature': `${text}.${hmac(key, text).digest('base64url')}` }
}
