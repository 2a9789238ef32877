/** One Express server: the same JSON from a Buffer, in two ways, from a stored answer, and made anew. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import { DIST } from './dist.mjs'

const { routeHandlers } = createRequire(import.meta.url)(join(DIST, 'adapters/express.js'))

/** Some seven kilobytes. */
const DATA = `const rows = Array.from({ length: 60 }, (_, id) => ({
  id, name: 'product ' + id, price: id * 1.5, tags: ['one', 'two'], text: 'x'.repeat(50),
}))`
const GET = 'export const GET = () => Response.json({ rows })'

const root = mkdtempSync(join(tmpdir(), 'rh-bench-app-'))
writeFileSync(join(root, 'package.json'), '{ "type": "module" }')
const app = join(root, 'app')
process.on('exit', () => rmSync(root, { recursive: true, force: true }))
route('stored', `export const dynamic = 'force-static'\n${DATA}\n${GET}`)
route('uncached', `export const dynamic = 'force-dynamic'\n${DATA}\n${GET}`)

const server = express()
const bytes = Buffer.from(await dataOf())
server.get('/buffer', (_req, res) => {
  res.setHeader('content-type', 'application/json')
  res.setHeader('content-length', bytes.byteLength)
  res.end(bytes)
})
server.get('/send', (_req, res) => res.type('json').send(bytes))
server.use(routeHandlers(app))
const listening = server.listen(0, '127.0.0.1', () => {
  process.send({ port: listening.address().port, bytes: bytes.byteLength })
})
process.on('message', () => process.send(process.cpuUsage()))
process.on('disconnect', () => process.exit())

function route(name, source) {
  mkdirSync(join(app, name), { recursive: true })
  writeFileSync(join(app, name, 'route.js'), source)
}

async function dataOf() {
  const source = `${DATA}\nexport default JSON.stringify({ rows })`
  return (await import(`data:text/javascript,${encodeURIComponent(source)}`)).default
}
