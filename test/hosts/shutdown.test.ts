/** Interop rules, chapter 19: close(). */
import { idle, within } from './streams'
import { rule } from './table'
import './trap'

rule(
  'OPS-1',
  'close() waits for running handlers, is idempotent, and takes no new matches',
  async start => {
    let release: (() => void) | undefined
    const app = await start({
      handler: () => new Promise(resolve => (release = () => resolve(new Response('finished')))),
    })
    const running = app.send({ path: app.inline })
    await within(1_000, () => release !== undefined)
    const closing = Promise.all([app.mount.close(), app.mount.close()])
    const refused = await app.get('/reads')
    expect([200, 404, 503]).toContain(refused.status)
    expect(refused.text).not.toBe('read')
    release?.()
    const since = performance.now()
    expect((await running).text).toBe('finished')
    await closing
    expect(performance.now() - since).toBeLessThan(1_000)
  },
)

rule(
  'OPS-1',
  'a stream that never ends is aborted when the client goes while closing',
  async start => {
    const watched = idle('first')
    const app = await start({ handler: () => new Response(watched.stream) })
    const exchange = await app.open({ path: app.inline })
    await exchange.head()
    const closing = app.mount.close()
    exchange.leave()
    await closing
    expect(watched.cancels).toBe(1)
  },
)

rule('OPS-2', 'routes() lists what is mounted, in Next notation', async start => {
  const app = await start()
  const listed = JSON.stringify(await app.mount.routes())
  for (const route of ['/item/[slug]', '/files/[...path]', '/users'])
    expect(listed).toContain(route)
})

rule('DESIGN 1.1', 'the middleware carries fetch() for tests and other runtimes', async start => {
  const app = await start()
  const response: Response = await app.mount.fetch(new Request('http://local/item/x'))
  expect([response.status, await response.json()]).toEqual([200, { slug: 'x' }])
})
