/** The package under the name next, for imports of `next/*` that no hook can see. */
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { run, serve } from './child'
import { install, removeFolders, tarball } from './tarball'

const FIXTURE = join(__dirname, 'fixtures/alias')

let folder: string

beforeAll(async () => {
  const dependencies = { next: `file:${await tarball()}` }
  folder = await install({ type: 'module', dependencies }, 'express')
  cpSync(FIXTURE, folder, { recursive: true })
  cpSync(join(FIXTURE, 'packages'), join(folder, 'node_modules'), { recursive: true })
}, 120_000)

afterAll(removeFolders)

it('a server that imports next/* statically starts without a flag where next is an alias', async () => {
  const server = await serve('server.mjs', folder)
  const response = await fetch(`${server.origin}/me`, { headers: { cookie: 'user=ada' } })
  expect(await response.json()).toEqual({ user: 'ada', sameClass: true })
  expect(await server.stop()).toBe('')
})

it('a CommonJS route requires an ES module package that imports next/server.js, on Node 20 too', async () => {
  expect(await run(process.execPath, ['commonjs/main.js'], folder)).toBe('{"same":true}\n')
})
