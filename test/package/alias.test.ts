/** The package under the name next, for imports of `next/*` that no hook can see. */
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { serve } from './child'
import { install, removeFolders, tarball } from './tarball'

afterAll(removeFolders)

it('a server that imports next/* statically starts without a flag where next is an alias', async () => {
  const dependencies = { next: `file:${await tarball()}` }
  const folder = await install({ type: 'module', dependencies }, 'express')
  cpSync(join(__dirname, 'fixtures/alias'), folder, { recursive: true })

  const server = await serve('server.mjs', folder)
  const response = await fetch(`${server.origin}/me`, { headers: { cookie: 'user=ada' } })
  expect(await response.json()).toEqual({ user: 'ada', sameClass: true })
  expect(await server.stop()).toBe('')
}, 120_000)
