import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import request from 'supertest'
import { routeHandlers } from '../../../adapters/express'
import { state } from '../../../src/state'

let dir: string

beforeAll(() => {
  dir = realpathSync(mkdtempSync(join(tmpdir(), 'rh-express-')))
  mkdirSync(join(dir, 'sent'))
  mkdirSync(join(dir, 'failing'))
  writeFileSync(join(dir, 'sent/route.js'), "exports.GET = () => new Response('from the file')\n")
  writeFileSync(
    join(dir, 'failing/route.js'),
    "exports.GET = () => { throw new Error('from the file') }\n",
  )
})

afterAll(() => rmSync(dir, { recursive: true }))

describe('a request that the host sends through the mount again', () => {
  it('is answered after its first path failed', async () => {
    const app = express()
    app.use(routeHandlers(dir))
    app.use(((_error, req, res, _next) => {
      req.url = '/sent'
      app(req, res)
    }) as express.ErrorRequestHandler)
    await request(app).get('/failing').expect(200, 'from the file')
  })

  it('is answered after its method was passed on', async () => {
    const app = express()
    app.use(routeHandlers(dir, { fallthrough: 'method' }))
    app.post('/sent', (req, res) => {
      req.method = 'GET'
      app(req, res)
    })
    await request(app).post('/sent').expect(200, 'from the file')
  })
})

describe('a host that answers while the handler is at work', () => {
  it('keeps its answer, and the late one is discarded without an error', async () => {
    mkdirSync(join(dir, 'slow'))
    writeFileSync(
      join(dir, 'slow/route.js'),
      `exports.GET = async (_request, { settled }) => {
        await settled
        return new Response('late')
      }`,
    )
    let settle = () => {}
    const settled = new Promise<void>(resolve => {
      settle = resolve
    })
    const errors: unknown[] = []
    const app = express()
    app.use((_req, res, next) => {
      next()
      res.status(503).send('gave up')
      res.once('close', settle)
    })
    app.use(
      routeHandlers(dir, {
        context: () => ({ settled }),
        onError: error => void errors.push(error),
      }),
    )
    app.use(((error, _req, _res, _next) => {
      errors.push(error)
    }) as express.ErrorRequestHandler)
    await request(app).get('/slow').expect(503, 'gave up')
    await settled
    await new Promise(resolve => setImmediate(resolve))
    expect(errors).toEqual([])
  })
})

describe('a route file that imports next/headers only while it runs', () => {
  it('has a request scope from its first request on', async () => {
    state.scopeWanted = false
    mkdirSync(join(dir, 'late'))
    writeFileSync(
      join(dir, 'late/route.js'),
      `exports.GET = async () => {
        const { headers } = require('next/headers')
        return new Response((await headers()).get('x-name'))
      }`,
    )
    const app = express()
    app.use(routeHandlers(dir))
    await request(app).get('/late').set('x-name', 'first').expect(200, 'first')
  })
})
