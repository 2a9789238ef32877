/** @upstash/qstash: a wrapped handler, which reads the body a second time. */
import { ODD, qstash } from '../signatures'
import type { Calls, Site } from '../site'

const PATH = '/api/job'
const send = (site: Site, body: string, key: string) =>
  site.post(PATH, body, qstash(ODD, key, site.origin + PATH))

export const calls: Calls = {
  'a signature of the exact bytes is verified, and the handler reads them too': async site => {
    const answer = await send(site, ODD, 'sig_current')
    expect([answer.status, await answer.json()]).toEqual([200, { done: JSON.parse(ODD) }])
  },
  'the key that comes next counts as well': async site => {
    expect((await send(site, ODD, 'sig_next')).status).toBe(200)
  },
  'no signature is refused': async site => {
    const answer = await site.post(PATH, ODD)
    expect([answer.status, await answer.text()]).toEqual([
      403,
      '`Upstash-Signature` header is missing',
    ])
  },
  'what it throws at a wrong key or body reaches the error handler of the host': async site => {
    const answers = [await send(site, ODD, 'sig_other'), await send(site, '{}', 'sig_current')]
    const seen = answers.map(async answer => `${answer.status} ${await answer.text()}`)
    expect(await Promise.all(seen)).toEqual([
      expect.stringMatching(/^500 the host: .*signature/),
      expect.stringMatching(/^500 the host: .*body/),
    ])
  },
}
