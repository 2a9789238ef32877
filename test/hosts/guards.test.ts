/** Reliability 4.1: what a guard at /admin does not fire for must not reach app/admin. */

import { visits } from './fixtures/visits'
import type { Layer } from './host/layer'
import { loose } from './host/loose'
import { rule, syntaxOfHttp1 } from './table'
import './trap'

const fires = ['/admin', '/admin/', '/admin/x', '/admin?x', '/admin#x', 'http://h/admin']

const silent = [
  '//admin',
  '/%61dmin',
  '/x/../admin',
  '/x/%2e%2e/admin',
  '/./admin',
  '/\\admin',
  '/admin;a=1',
  '/admin%2fx',
  '/admin%',
  '/adminx',
  '/ADMIN',
  '/files/..%2fadmin',
  '/.%2e/admin',
  '/x\\..\\admin',
  '/admin%00',
  '/admin/./x',
]

/** A guard that only takes note. Express and Koa's mount decide themselves when it fires. */
function guard(seen: string[], packageName: string): Layer {
  return {
    get connect() {
      const router = loose(packageName).Router()
      router.use('/admin', (req: any, _res: unknown, next: () => void) => {
        seen.push(req.originalUrl)
        next()
      })
      return router
    },
    get koa() {
      return loose('koa-mount')('/admin', (ctx: any, next: () => Promise<void>) => {
        seen.push(ctx.originalUrl)
        return next()
      })
    },
  }
}

const noMount = {
  'node:http': 'no prefix middleware on plain Node',
  'node:http2': 'no prefix middleware on plain Node',
  'koa3 over http2': 'syntax of HTTP/1',
}

for (const target of [...fires, ...silent]) {
  rule(
    'table 4.1',
    `${target} reaches app/admin only if the guard at /admin ran`,
    async (start, host) => {
      const guarded: string[] = []
      visits.length = 0
      const app = await start({
        before: [guard(guarded, host.name === 'express4' ? 'express4' : 'express')],
      })
      await app.bytes(`GET ${target} HTTP/1.1\r\nHost: h\r\n\r\n`)
      if (fires.includes(target) && host.kind === 'express') expect(guarded).toHaveLength(1)
      expect(visits.length).toBeLessThanOrEqual(guarded.length)
    },
    noMount,
  )
}

for (const target of silent) {
  rule(
    'table 4.1',
    `${target} never reaches app/admin`,
    async start => {
      visits.length = 0
      const app = await start()
      await app.bytes(`GET ${target} HTTP/1.1\r\nHost: h\r\n\r\n`)
      expect(visits).toEqual([])
    },
    syntaxOfHttp1,
  )
}
