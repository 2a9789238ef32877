/** OPS-1 through the public surface: `routes.close()`. */
import { after } from '../../src/next/after'
import { state } from '../../src/state'
import { ask, mountOne } from './mount'

const later = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

beforeAll(() => {
  state.scopeWanted = true
})

describe('routes.close()', () => {
  it('refuses what comes afterwards with 503 and closes the connection', async () => {
    const routes = mountOne(() => new Response('x'))
    await routes.close()
    await expect(ask(routes, '/')).rejects.toMatchObject({
      code: 'RH_CLOSING',
      status: 503,
      expose: true,
      headers: { connection: 'close' },
    })
  })

  it('waits for a running handler, whose answer still goes out', async () => {
    let answer: (response: Response) => void = () => {}
    const routes = mountOne(() => new Promise<Response>(resolve => (answer = resolve)))
    const asking = ask(routes, '/')
    await later()
    const order: string[] = []
    const closing = routes.close().then(() => order.push('closed'))
    await later()
    order.push('answered')
    answer(new Response('x'))
    expect(await (await asking).text()).toBe('x')
    await closing
    expect(order).toEqual(['answered', 'closed'])
  })

  it('waits for after() work', async () => {
    let finish: () => void = () => {}
    const routes = mountOne(() => {
      after(() => new Promise<void>(resolve => (finish = resolve)))
      return new Response('x')
    })
    await (await ask(routes, '/')).text()
    await later()
    const order: string[] = []
    const closing = routes.close().then(() => order.push('closed'))
    await later()
    order.push('work')
    finish()
    await closing
    expect(order).toEqual(['work', 'closed'])
  })

  it('aborts a stream that outlasts the grace, and tells its source and its reader', async () => {
    const cancelled: unknown[] = []
    const pull = (controller: ReadableStreamDefaultController) => {
      controller.enqueue(Buffer.from('x'))
      return new Promise<void>(() => {})
    }
    const cancel = (reason: unknown) => void cancelled.push(reason)
    const routes = mountOne(() => new Response(new ReadableStream({ pull, cancel })))
    const reader = (await ask(routes, '/')).body!.getReader()
    await reader.read()
    const closing = routes.close({ graceMs: 1 })
    await expect(reader.closed).rejects.toMatchObject({ name: 'AbortError' })
    await closing
    expect(cancelled).toMatchObject([{ name: 'AbortError' }])
  })

  it('is idempotent', async () => {
    const routes = mountOne(() => new Response('x'))
    await expect(Promise.all([routes.close(), routes.close()])).resolves.toHaveLength(2)
    await expect(routes.close()).resolves.toBeUndefined()
  })
})
