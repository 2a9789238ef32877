/** The tarball in an empty folder, with a framework and nothing else, serves a TypeScript route. */
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { serve } from './child'
import { install, removeFolders } from './tarball'

const FIXTURES = join(__dirname, 'fixtures')

afterAll(removeFolders)

it.each([
  ['express', 'module'],
  ['express', 'commonjs'],
  ['koa', 'module'],
  ['koa', 'commonjs'],
])(
  'serves a route on %s in a package of type %s',
  async (framework, type) => {
    const folder = await install({ type }, framework)
    cpSync(join(FIXTURES, framework), folder, { recursive: true })
    cpSync(join(FIXTURES, 'routes'), join(folder, 'app'), { recursive: true })

    const server = await serve(type === 'module' ? 'server.mjs' : 'server.cjs', folder)
    const response = await fetch(`${server.origin}/hello/m%C3%A9l`)
    expect(await response.json()).toEqual({ hello: 'mél', from: '/hello/m%C3%A9l' })
    expect((await fetch(`${server.origin}/nowhere`)).status).toBe(404)
    expect(await server.stop()).toBe('')
  },
  120_000,
)
