/** Interop rules, chapter 15: nothing in the process changes because we are there. */
import { outerProcess, rule } from './table'
import './trap'

type Snapshot = Map<PropertyKey, unknown>

/** Values, not descriptors: some globals are defined by whoever reads them first. */
function snapshot(): Snapshot {
  const names = Reflect.ownKeys(globalThis).filter(name => name !== Symbol.for('route-handlers@1'))
  return new Map(names.map(name => [name, Reflect.get(globalThis, name)]))
}

function changed(before: Snapshot, after: Snapshot): PropertyKey[] {
  const names = new Set([...before.keys(), ...after.keys()])
  return [...names].filter(
    name => before.has(name) !== after.has(name) || !Object.is(before.get(name), after.get(name)),
  )
}

const listeners = () =>
  Object.fromEntries(
    ['SIGTERM', 'SIGINT', 'exit', 'uncaughtException', 'beforeExit'].map(name => [
      name,
      outerProcess.listenerCount(name) + process.listenerCount(name),
    ]),
  )

const natives = () => [Request, Response, Headers, ReadableStream, URL, FormData, AbortController]

rule(
  'GLB-1',
  'no global is added, removed or replaced by mounting and 100 requests',
  async start => {
    const [before, classes] = [snapshot(), natives()]
    const app = await start({
      handler: async request => Response.json([...request.headers].length),
    })
    for (let round = 0; round < 100; round++) await app.get(app.inline)
    await app.send({ method: 'POST', path: app.inline, body: 'x' })
    const names = changed(before, snapshot()).filter(name => name !== 'fetch')
    expect(names).toEqual([])
    expect(natives()).toEqual(classes)
  },
)

rule('OPS-1', 'no process signal handler is installed', async start => {
  const before = listeners()
  const app = await start()
  await app.get('/reads')
  expect(listeners()).toEqual(before)
})

rule('D-h', 'the host keeps the very same promise from fetch', async start => {
  const app = await start({ handler: () => fetch('data:text/plain,inside') })
  expect((await app.get(app.inline)).text).toBe('inside')
  expect(await (await fetch('data:text/plain,outside')).text()).toBe('outside')
})
