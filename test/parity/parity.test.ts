/**
 * One directory of route files, two servers: whatever real Next.js answers, we answer, except
 * where a row of the table of deliberate differences says otherwise.
 */
import type { Server } from './child'
import { declaredFor, expectParity } from './compare'
import { startNext } from './next-server'
import { normalise } from './normalise'
import { HOSTS, startOurs } from './our-server'
import type { Probe } from './probe'
import { probes } from './probes'
import { type Answer, send } from './wire'

const INSTALL_AND_BUILD = 300_000

let next: Server
const answersOfNext = new Map<string, Promise<Answer>>()

beforeAll(async () => {
  next = await startNext()
}, INSTALL_AND_BUILD)

afterAll(async () => {
  await next?.stop()
  const declared = probes.filter(([, , options]) => options?.differs)
  process.stdout.write(`parity: ${probes.length} probes, ${declared.length} declared differences\n`)
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

describe('the table', () => {
  test('has no title twice', () => {
    const titles = probes.map(([title]) => title)
    expect(titles).toEqual([...new Set(titles)])
  })

  test('declares no difference without a field', () => {
    const differences = probes.flatMap(([, , options]) => options?.differs ?? [])
    expect(differences.filter(({ next }) => Object.keys(next).length === 0)).toEqual([])
  })
})

async function ask(server: Server, [, request, options = {}]: Probe): Promise<Answer> {
  for (const earlier of options.after ?? []) await send(server.port, earlier)
  return normalise(await send(server.port, request), server.port, options.keep)
}
