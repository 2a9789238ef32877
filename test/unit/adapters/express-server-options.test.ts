import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import { serverOptions } from '../../../adapters/express'
import { loose } from '../../hosts/host/loose'

/** What a handler sees of its messages, and what came of it. */
async function seen(app: any, options: http.ServerOptions): Promise<any> {
  let kinds: any
  app.use('/seen', (req: any, res: any) => {
    kinds = {
      request: [
        req instanceof http.IncomingMessage,
        req.constructor.name,
        inspect(req).slice(0, 15),
      ],
      response: [res instanceof http.ServerResponse, res.constructor.name],
      own: [Object.keys(req).sort(), Object.keys(res).sort()],
      helpers: [req.get('x-a'), req.path, req.query, req.app === app, res.app === app],
    }
    res.status(201).json({ url: req.originalUrl })
  })
  const server = http.createServer(options, app)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/seen/x?q=1`, { headers: { 'x-a': '1' } })
    const { date: _, ...headers } = Object.fromEntries(answer.headers)
    return { ...kinds, status: answer.status, headers, body: await answer.json() }
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

describe.each(['express', 'express4'])('serverOptions() of %s', name => {
  const express = loose(name)

  it('changes nothing that a handler or a client sees', async () => {
    const app = express()
    expect(await seen(app, serverOptions(app))).toEqual(await seen(express(), {}))
  })

  it('makes messages that have the prototypes of the application from the start', () => {
    const app = express()
    const { IncomingMessage, ServerResponse } = serverOptions(app)
    expect(IncomingMessage.prototype).toBe(app.request)
    expect(ServerResponse.prototype).toBe(app.response)
  })

  it('gives the same classes for a second server', () => {
    const app = express()
    const first = serverOptions(app)
    const { request } = app
    expect(serverOptions(app)).toEqual(first)
    expect(app.request).toBe(request)
  })

  it('keeps what the application had been given', async () => {
    const app = express()
    app.request.shout = function shout(this: any) {
      return this.get('x-a').toUpperCase()
    }
    const options = serverOptions(app)
    app.request.late = () => 'late'
    let heard: unknown
    app.use((req: any, _res: any, next: () => void) => {
      heard = [req.shout(), req.late()]
      next()
    })
    await seen(app, options)
    expect(heard).toEqual(['1', 'late'])
  })

  it('keeps to each its own application where one is mounted in another', async () => {
    const [parent, child] = [express(), express()]
    child.request.ofChild = true
    serverOptions(child)
    const options = serverOptions(parent)
    parent.request.ofParent = true
    parent.use('/seen', (req: any, _res: any, next: () => void) => {
      apps.push(req.app)
      next()
    })
    const apps: unknown[] = []
    child.use((req: any, _res: any, next: () => void) => {
      apps.push(req.app, req.ofChild, req.ofParent)
      next()
    })
    parent.use(child)
    await seen(parent, options)
    expect(apps).toEqual([parent, child, true, true])
  })
})

it.each([undefined, null, {}, () => {}])('serverOptions() refuses %p', given => {
  expect(() => serverOptions(given as never)).toThrow(
    expect.objectContaining({ code: 'RH_INVALID_ARGUMENT' }),
  )
})
