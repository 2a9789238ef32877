/**
 * One directory of route files, two servers: whatever real Next.js answers, we answer, except
 * where a declared difference says otherwise: a D-row, or an N-row of the decision record.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRoutes } from '../../src/create-routes'
import type { Server } from './child'
import { declaredFor, expectParity } from './compare'
import { startNext } from './next-server'
import { normalise } from './normalise'
import { HOSTS, startOurs } from './our-server'
import type { Probe } from './probe'
import { probes } from './probes'
import { type Answer, send } from './wire'

const INSTALL_AND_BUILD = 300_000
const RECORD = 'docs/decisions/030-differences-beyond-the-table.md'

let next: Server
const answersOfNext = new Map<string, Promise<Answer>>()

beforeAll(async () => {
  next = await startNext()
}, INSTALL_AND_BUILD)

afterAll(async () => {
  await next?.stop()
  const declared = probes.filter(([, , options]) => options?.differs)
  process.stdout.write(
    `parity: ${probes.length} probes × ${HOSTS.length} hosts, ${declared.length} declared differences\n`,
  )
})

describe.each(HOSTS)('%s answers as next start does', host => {
  let ours: Server

  beforeAll(async () => {
    ours = await startOurs(host)
  }, 60_000)

  afterAll(() => ours?.stop())

  test.each(probes.map(probe => [probe[0], probe] as const))(
    '%s',
    async (title, probe) => {
      const theirs = answersOfNext.get(title) ?? ask(next, probe)
      answersOfNext.set(title, theirs)
      expectParity(await theirs, await ask(ours, probe), declaredFor(probe, host))
    },
    40_000,
  )
})

describe('N-1: a file without method exports', () => {
  test.each(['lowercase', 'default-export'])('Next serves methods/%s', async name => {
    const path = `/methods/${name}`
    expect(await send(next.port, { path })).toMatchObject({ status: 405, body: '' })
    expect(await send(next.port, { method: 'OPTIONS', path })).toMatchObject({
      status: 204,
      headers: { allow: ['OPTIONS'] },
    })
  })

  test.each(['lowercase', 'default-export'])('our mount refuses methods/%s', name => {
    const mount = () => createRoutes(join(__dirname, 'app/methods', name))
    expect(mount).toThrow(expect.objectContaining({ code: 'RH_NO_METHODS' }))
  })
})

describe('the table', () => {
  test('has no title twice', () => {
    const titles = probes.map(([title]) => title)
    expect(titles).toEqual([...new Set(titles)])
  })

  test('declares no difference without a field', () => {
    const differences = probes.flatMap(([, , options]) => options?.differs ?? [])
    expect(differences.filter(({ next }) => Object.keys(next).length === 0)).toEqual([])
  })

  test('shows every N-row that the decision record lists, and no other', () => {
    const listed = readFileSync(join(__dirname, '../..', RECORD), 'utf8').match(/(?<=^\| )N-\d+/gm)
    const shown = probes.flatMap(([, , options]) => (options?.differs ?? []).map(({ row }) => row))
    const rows = new Set(shown.filter(row => row.startsWith('N-')))
    expect([...rows, 'N-1'].sort()).toEqual(listed?.sort())
  })
})

async function ask(server: Server, [, request, options = {}]: Probe): Promise<Answer> {
  for (const earlier of options.after ?? []) await send(server.port, earlier)
  return normalise(await send(server.port, request), server.port, options.keep)
}
