/** stripe: the bytes that were sent, behind a parser of JSON. */
import { ODD, stripe } from '../signatures'
import type { Calls } from '../site'

export const calls: Calls = {
  'a signature of the exact bytes is verified': async site => {
    const answer = await site.post('/api/webhook', ODD, stripe(ODD, 'whsec_stripe'))
    expect([answer.status, await answer.json()]).toEqual([200, { received: 'paid' }])
  },
  'a signature by another secret is refused': async site => {
    const answer = await site.post('/api/webhook', ODD, stripe(ODD, 'whsec_other'))
    expect([answer.status, await answer.text()]).toEqual([
      400,
      expect.stringContaining('No signatures found matching'),
    ])
  },
  'one byte more is refused': async site => {
    const answer = await site.post('/api/webhook', `${ODD} `, stripe(ODD, 'whsec_stripe'))
    expect(answer.status).toBe(400)
  },
  'no signature is refused': async site => {
    expect((await site.post('/api/webhook', ODD)).status).toBe(400)
  },
}
