/** @polar-sh/nextjs: a webhook that answers by NextResponse. */
import { standard } from '../signatures'
import type { Calls, Site } from '../site'

const PATH = '/api/webhook/polar'
const KEY = Buffer.from('polar-secret')
const BODY = JSON.stringify(
  {
    type: 'benefit.created',
    timestamp: '2026-01-01T00:00:00Z',
    data: {
      id: '00000000-0000-4000-8000-000000000000',
      created_at: '2026-01-01T00:00:00Z',
      modified_at: null,
      type: 'custom',
      description: 'a  note',
      selectable: true,
      deletable: true,
      is_deleted: false,
      visibility: 'public',
      organization_id: '00000000-0000-4000-8000-000000000001',
      metadata: {},
      properties: { note: null },
    },
  },
  undefined,
  3,
)
const seen = async (site: Site) => (await site.fetch('/seen')).json()

export const calls: Calls = {
  'a webhook that nobody signed is refused': async site => {
    const answer = await site.post(PATH, BODY)
    expect([answer.status, await answer.json()]).toEqual([403, { received: false }])
  },
  'a signature by another secret is refused': async site => {
    const answer = await site.post(PATH, BODY, standard(BODY, Buffer.from('other'), 'webhook'))
    expect([answer.status, await seen(site)]).toEqual([403, []])
  },
  'a signature of the exact bytes is verified': async site => {
    const answer = await site.post(PATH, BODY, standard(BODY, KEY, 'webhook'))
    expect([answer.status, await answer.json()]).toEqual([200, { received: true }])
    expect(await seen(site)).toEqual(['benefit.created'])
  },
}
