/**
 * Table J: one broken file never harms another. How files are loaded is the loader's, and runs as
 * processes in test/loading; here is what a host and its clients see of it.
 */
import { symlinkSync } from 'node:fs'
import path from 'node:path'
import type { Setup } from '../hosts/host/setup'
import type { Client } from './client'
import { fault } from './fault'
import { answered, failed, passedOn } from './legend'
import { answering, project } from './project'

const broken: Setup = {
  dir: project({
    'throws/route.js': `${answering('never')}throw new Error('at import')\n`,
    'syntax/route.js': 'export function GET( {\n',
    'nested/[id]/route.js': "require('./missing')\nexports.GET = () => new Response('x')\n",
  }),
  cold: true,
}

fault({
  row: 225,
  title: 'ready() rejects with one error that lists every bad file',
  setup: broken,
  send: ({ app }) => app.mount.ready().catch((error: Error) => error),
  expect({ message, code }: Error & { code?: string }) {
    expect(code).toBe('RH_MODULE_LOAD')
    for (const file of ['throws', 'syntax', path.join('nested', '[id]')])
      expect(message).toContain(path.join(file, 'route.js'))
    expect(message).not.toContain(path.join('reads', 'route.js'))
  },
})

for (const target of ['/throws', '/syntax', '/nested/x']) {
  fault({
    row: 225,
    title: `${target}, whose file cannot be loaded, is E500 each time; the others work`,
    setup: broken,
    send: async client => {
      const first = await client.get(target)
      client.seen.errors.length = client.seen.reported.length = 0
      return [first.status, await client.get(target)] as const
    },
    expect([status, answer], client) {
      expect(status).toBe(500)
      failed('RH_MODULE_LOAD')(answer, client)
    },
  })
}

const never: Setup = {
  dir: project({ 'never/route.js': answering('never') }),
  options: {
    loadTimeout: 50,
    import: (file: string) => (file.includes('never') ? new Promise(() => {}) : import(file)),
  },
  cold: true,
}

fault({
  row: 226,
  title: 'a file whose evaluation never ends fails the start in time, by name',
  setup: never,
  send: ({ app }) => app.mount.ready().catch((error: Error) => error),
  expect: error =>
    expect(error).toMatchObject({
      code: 'RH_MODULE_LOAD',
      message: expect.stringContaining(path.join('never', 'route.js')),
    }),
})

fault({
  row: 226,
  title: 'requests for it wait as long, then get an error',
  setup: never,
  send: client => client.get('/never'),
  expect: answer => expect([500, 503]).toContain(answer.status),
})

/** What starting the host with a directory threw. */
function starting(dir: string) {
  return ({ host }: Client): Promise<any> =>
    host.start({ dir }).then(
      running => running.stop(),
      (error: unknown) => error,
    )
}

const conflicts: ReadonlyArray<readonly [row: number, one: string, other: string]> = [
  [230, '(a)/x/route.js', '(b)/x/route.js'],
  [230, 'x/route.js', '(a)/x/route.js'],
  [230, 'x/[id]/route.js', 'x/[slug]/route.js'],
  [231, 'x/page.js', 'x/route.js'],
]

for (const [row, one, other] of conflicts) {
  fault({
    row,
    title: `${one} beside ${other} fails the start, quoting both`,
    send: starting(project({ [one]: answering('one'), [other]: answering('other') })),
    expect({ code, message }) {
      expect(code).toBe('RH_ROUTE_CONFLICT')
      expect(message).toContain(path.normalize(one))
      expect(message).toContain(path.normalize(other))
    },
  })
}

for (const [what, text] of [
  ['nothing', 'exports.helper = 1\n'],
  ['only a default', 'export default function page() {}\n'],
] as const) {
  fault({
    row: 228,
    title: `a file that exports ${what} fails the start in the words of Next.js`,
    send: starting(project({ 'x/route.js': text })),
    expect({ code, message }) {
      expect(code).toMatch(/^RH_(NO_METHODS|MODULE_LOAD)$/)
      expect(message).toMatch(/Export a named export for each HTTP method/)
      expect(message).toContain(path.join('x', 'route.js'))
    },
  })
}

const exporting: Setup = {
  dir: project({
    'number/route.js': 'exports.GET = 5\n',
    'getter/route.js':
      "Object.defineProperty(exports, 'GET', { enumerable: true, get() { throw new Error('no') } })\n",
    'function/route.js': 'module.exports = function GET() {}\n',
    'object/route.js': "module.exports = { GET: () => new Response('object') }\n",
  }),
  cold: true,
}

for (const target of ['/number', '/getter', '/function']) {
  fault({
    row: 229,
    title: `${target}, which exports no function, is E500`,
    setup: exporting,
    send: client => client.get(target),
    expect: failed(),
  })
}

fault({
  row: 229,
  title: 'the object that module.exports is, is unwrapped once',
  setup: exporting,
  send: client => client.get('/object'),
  expect: answered('object'),
})

const ignored = [
  '.git/route.js',
  '.hidden/x/route.js',
  'node_modules/x/route.js',
  '__tests__/route.js',
  'x/route.test.js',
  'x/route.d.ts',
  'x/route.js~',
  'x/.#route.js',
]
const withIgnored = project(Object.fromEntries(ignored.map(file => [file, 'throw 1\n'])))
const elsewhere = project({ 'secret/route.js': answering('secret') })
symlinkSync(elsewhere, path.join(withIgnored, 'link'))
symlinkSync(withIgnored, path.join(withIgnored, 'loop'))
const scanned: Setup = { dir: withIgnored }

fault({
  row: 233,
  title: 'dot directories, node_modules, tests and editors’ files are no routes',
  setup: scanned,
  warns: ['RH_LINK_OUTSIDE'],
  send: ({ app }) => app.mount.routes().map(({ pattern }: { pattern: string }) => pattern),
  expect: patterns => expect(patterns).toEqual(['/reads']),
})

for (const target of ['/link/secret', '/loop/reads', '/loop/loop/reads']) {
  fault({
    row: 234,
    title: `${target} is nobody's: the link leads outside, or back`,
    setup: scanned,
    warns: ['RH_LINK_OUTSIDE'],
    send: client => client.get(target),
    expect: passedOn,
  })
}

fault({
  row: 234,
  title: 'with followSymlinks, the link that leads outside is followed; the loop still ends',
  setup: { dir: withIgnored, options: { followSymlinks: true } },
  send: async client => [
    (await client.get('/link/secret')).text,
    client.app.mount.routes().map(({ pattern }: { pattern: string }) => pattern),
  ],
  expect: seen => expect(seen).toEqual(['secret', ['/link/reads', '/link/secret', '/reads']]),
})

const strange: Setup = {
  dir: project(
    { 'a b/route.js': answering('space'), '100%/route.js': answering('percent') },
    '#a?b%20 c',
  ),
}

for (const [target, text] of [
  ['/a%20b', 'space'],
  ['/100%25', 'percent'],
] as const) {
  fault({
    row: 236,
    title: `${target} in a directory with #, ?, % and spaces in its path is loaded`,
    setup: strange,
    send: client => client.get(target),
    expect: answered(text),
  })
}
