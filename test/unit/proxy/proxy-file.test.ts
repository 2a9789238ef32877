/** Which file stands in front of the routes, and what of it is refused at mount. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createRoutes } from '../../../src/create-routes'
import { state } from '../../../src/state'

/** Jest's own `require` cannot load ES modules; the one of Node, outside of the sandbox, can. */
const mockRequire = (name: string) => {
  const { runInThisContext } = require('node:vm') as typeof import('node:vm')
  const { getBuiltinModule }: NodeJS.Process = runInThisContext('process')
  return getBuiltinModule('module').createRequire(__filename)(name)
}

jest.mock('../../../src/modules/parser', () => ({
  requireParser: () => mockRequire('oxc-parser'),
}))
jest.mock('../../../src/modules/compiler', () => ({
  requireCompiler: () => mockRequire('oxc-transform'),
}))

let root: string

beforeEach(() => {
  root = mkdtempSync(join(realpathSync(tmpdir()), 'proxy-'))
})
afterEach(() => rmSync(root, { recursive: true }))

const ROUTE = "exports.GET = () => new Response('route')\n"
const proxyThat = (says: string, name = 'proxy') =>
  `exports.${name} = () => new Response('${says}')\n`

function project(files: Record<string, string>): void {
  const all = { 'package.json': '{}', 'app/a/route.js': ROUTE, ...files }
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text)
  }
}

async function ask(options = {}, dir = 'app'): Promise<string> {
  const routes = createRoutes(join(root, dir), { watch: false, ...options })
  return (await routes.fetch(new Request('http://h/a'))).text()
}

it.each([
  ['proxy.js', 16, 'proxy', 'front'],
  ['middleware.js', 16, 'middleware', 'front'],
  ['middleware.js', 15, 'middleware', 'front'],
  ['middleware.js', 14, 'default', 'front'],
  ['proxy.js', 15, 'proxy', 'route'],
  ['proxy.json', 16, 'proxy', 'route'],
  ['app/proxy.js', 16, 'proxy', 'route'],
])('%s under compat %d, exporting %s: the %s answers', async (file, compat, name, expected) => {
  project({ [file]: proxyThat('front', name) })
  expect(await ask({ compat })).toBe(expected)
})

it('it lies beside app in src too', async () => {
  project({ 'src/proxy.js': proxyThat('front'), 'src/app/a/route.js': ROUTE })
  expect(await ask({}, 'src/app')).toBe('front')
})

it('a file above the project is somebody else’s', async () => {
  project({ 'proxy.js': proxyThat('front'), 'app/package.json': '{}' })
  expect(await ask()).toBe('route')
})

it('a project may have no package.json', async () => {
  project({ 'proxy.js': proxyThat('front') })
  rmSync(join(root, 'package.json'))
  expect(await ask()).toBe('front')
})

it('the option turns it off', async () => {
  project({ 'proxy.js': 'exports.nothing = 1\n' })
  expect(await ask({ proxy: false })).toBe('route')
})

it('the old name is deprecated, in the words of Next.js', () => {
  project({ 'middleware.js': proxyThat('front', 'middleware') })
  state.warned.clear()
  const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => {})
  createRoutes(join(root, 'app'), { watch: false })
  expect(warn).toHaveBeenCalledWith(
    expect.stringContaining('The "middleware" file convention is deprecated'),
    { type: 'RouteHandlersWarning', code: 'RH_MIDDLEWARE_NAME' },
  )
  warn.mockRestore()
})

const refused = (message: string) =>
  expect.objectContaining({
    code: 'RH_INVALID_PROXY',
    message: expect.stringContaining(message),
  })

it('both names at once are refused at mount', () => {
  project({ 'proxy.js': proxyThat('a'), 'middleware.js': proxyThat('b', 'middleware') })
  expect(() => createRoutes(join(root, 'app'))).toThrow(refused('are detected. Please use'))
})

const config = (matcher: string) =>
  `export function proxy() {}\nexport const config = { matcher: ${matcher} }\n`

it.each([
  ['export const other = 1\n', 'must export a function, either as a default export or as a named'],
  [config("'/a/(b'"), 'Failed to parse "config.matcher"'],
  [config("'/a/(b'"), "Invalid source '/a/(b': Unbalanced pattern at 3"],
  [config("['/a', 'b']"), 'source must start with /'],
  [config('[`b`]'), 'source must start with /'],
  [config("[{ source: '/a', has: [{ type: 'x', key: 'k' }] }] as const"), 'invalid type "x"'],
  [config("[{ source: '/a', regexp: '/' }]"), "Unrecognized key(s) in object: 'regexp'"],
  [config('[{}]'), 'source is required'],
  [config('[1]'), 'must be an array of strings or middleware matchers'],
])('%j is refused at mount: %s', (text, message) => {
  project({ 'proxy.ts': text })
  expect(() => createRoutes(join(root, 'app'))).toThrow(refused(message))
})

it.each([
  ['exports.proxy = 1\n', 'must export a function'],
  ["exports.proxy = () => {}\nexports.config = { matcher: '/' + '(' }\n", 'Failed to parse'],
])('%j is refused when it is loaded, and no request passes', async (text, message) => {
  project({ 'proxy.js': text })
  const routes = createRoutes(join(root, 'app'), { watch: false })
  await expect(routes.ready()).rejects.toEqual(refused(message))
  await expect(routes.fetch(new Request('http://h/a'))).rejects.toEqual(refused(message))
})

it.each(['/%61', '//a', '/x/../a', '/x/%2e%2e/a', '/%2fa', '\\a'])(
  'a guard of /a sees %s, which another layer may read as that',
  async path => {
    project({ 'proxy.js': `${proxyThat('front')}exports.config = { matcher: '/a' }\n` })
    const { RouteDirectory } = require('../../../src/routes')
    const routes = new RouteDirectory(join(root, 'app'), { watch: false })
    await routes.ready()
    expect(routes.find(path.startsWith('/') ? path : `/${path}`)).toHaveProperty('front')
    expect(routes.find('/b')).toBeUndefined()
  },
)
