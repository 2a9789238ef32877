/** svix: the bytes that were sent, and the headers by `headers()`. */
import { ODD, standard } from '../signatures'
import type { Calls } from '../site'

const KEY = Buffer.from('svix-secret')

export const calls: Calls = {
  'a signature of the exact bytes is verified': async site => {
    const answer = await site.post('/api/webhook', ODD, standard(ODD, KEY, 'svix'))
    expect([answer.status, await answer.json()]).toEqual([200, { received: JSON.parse(ODD) }])
  },
  'a signature by another secret is refused': async site => {
    const other = Buffer.from('another')
    const answer = await site.post('/api/webhook', ODD, standard(ODD, other, 'svix'))
    expect([answer.status, await answer.text()]).toEqual([400, 'No matching signature found'])
  },
  'no signature is refused': async site => {
    const answer = await site.post('/api/webhook', ODD)
    expect([answer.status, await answer.text()]).toEqual([400, 'Missing required headers'])
  },
}
