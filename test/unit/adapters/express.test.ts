import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import request from 'supertest'
import { routeHandlers } from '../../../adapters/express'

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
