/** Interop rules, chapter 17: routers, sub-applications, the whole hostile stack. */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import request from 'supertest'
import { loose } from './host/loose'
import { onlyExpress, rule } from './table'
import './trap'

const dir = path.join(__dirname, 'fixtures/app')
const packageOf = (name: string) => (name === 'express4' ? 'express4' : 'express')

rule(
  'EXP-1',
  'routers and sub-applications, several deep: the URL is the public one',
  async (_, host) => {
    const express = loose(packageOf(host.name))
    const mount = loose('route-handlers/express').routeHandlers(dir)
    const [app, sub, router] = [express(), express(), express.Router()]
    router.use('/c', mount)
    sub.use('/b', router)
    app.use('/a', sub)
    app.use((req: any, res: any) => res.json({ legacy: req.originalUrl }))
    const answer = await request(app).get('/a/b/c/url/x?y=1').set('host', 'h').expect(200)
    expect(answer.body.url).toBe('http://h/a/b/c/url/x?y=1')
    await request(app).get('/a/b/c/none').expect({ legacy: '/a/b/c/none' })
    await request(app).get('/A/B/c/item/x').expect({ slug: 'x' })
    await mount.close()
  },
  onlyExpress,
)

rule(
  'EXP-1',
  'a mount below a parameter is found',
  async (_, host) => {
    const express = loose(packageOf(host.name))
    const mount = loose('route-handlers/express').routeHandlers(dir)
    const app = express()
    app.use('/tenants/:tenant', mount)
    const answer = await request(app).get('/tenants/t1/url/x').set('host', 'h').expect(200)
    expect(answer.body.url).toBe('http://h/tenants/t1/url/x')
    await mount.close()
  },
  onlyExpress,
)

rule(
  'EXP-2',
  'res.send is not involved: no ETag, no charset added',
  async (_, host) => {
    const express = loose(packageOf(host.name))
    const mount = loose('route-handlers/express').routeHandlers(dir)
    const answer = await request(express().use(mount)).get('/reads').expect(200)
    expect([answer.headers['etag'], answer.headers['content-type']]).toEqual([
      undefined,
      'text/plain;charset=UTF-8',
    ])
    await mount.close()
  },
  onlyExpress,
)

rule(
  'EXP-5',
  'a Connect-style server without Express works: req.originalUrl may be missing',
  async () => {
    const mount = loose('route-handlers/express').routeHandlers(dir)
    const server = http.createServer((req, res) =>
      mount(req, res, (error: any) => {
        res.statusCode = error?.status ?? (error ? 500 : 404)
        res.end('connect')
      }),
    )
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    expect(await (await fetch(`${base}/item/a`)).json()).toEqual({ slug: 'a' })
    expect(await (await fetch(`${base}/none`)).text()).toBe('connect')
    await mount.close()
    server.closeAllConnections()
    server.close()
  },
  onlyExpress,
)

rule(
  'EXP-5',
  'with everything mounted at once, requests behave',
  async start => {
    const app = await start({
      before: ['session', 'helmet', 'cors', 'compression', 'cookieParser', 'logger'],
      parsers: ['json', 'urlencoded', 'text'],
      trustProxy: true,
      handler: async request => {
        const body = request.headers.get('content-type')?.includes('json')
          ? await request.json()
          : await request.text()
        return Response.json(
          { body, pad: 'x'.repeat(2_000) },
          { headers: { 'set-cookie': 'ours=1', vary: 'Cookie' } },
        )
      },
    })
    const headers = { origin: 'https://shop.example', 'content-type': 'application/json' }
    const answer = await app.send({ method: 'POST', path: app.inline, headers, body: '{"a":1}' })
    expect(answer.json().body).toEqual({ a: 1 })
    expect(answer.one('vary')?.split(/, */).sort()).toEqual(
      expect.arrayContaining(['Cookie', 'Origin']),
    )
    expect(answer.all('set-cookie')).toHaveLength(2)
    expect((await app.get('/unknown')).json()).toMatchObject({ legacy: true })
    expect((await app.send({ method: 'DELETE', path: '/users' })).status).toBe(405)
    const zipped = await app.get('/item/x', { 'accept-encoding': 'gzip' })
    expect(zipped.status).toBe(200)
    expect(app.seen.reported).toEqual([])
  },
  onlyExpress,
)
