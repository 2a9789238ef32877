/** What makes a GET give another answer each time, told from sources (docs/decisions/093). */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createGraph } from '../../../src/sources/import-graph'
import { variationIn } from '../../../src/sources/varying'

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

const root = realpathSync(mkdtempSync(join(tmpdir(), 'rh-varying-')))
afterAll(() => rmSync(root, { recursive: true }))

let count = 0

/** What varies in `route.tsx` among these files. */
function found(files: string | Readonly<Record<string, string>>): string | undefined {
  const folder = join(root, String(count++))
  const all = typeof files === 'string' ? { 'route.tsx': files } : files
  for (const [name, text] of Object.entries({ 'package.json': '{}', ...all })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return variationIn(join(folder, 'route.tsx'), createGraph())?.what
}

/** A GET that gives the value of an expression. */
const get = (expression: string): string => `export const GET = () => Response.json(${expression})`

describe('a GET that asks for what varies', () => {
  it.each([
    ['Math.random()', 'Math.random'],
    ['Math["random"]()', 'Math'],
    ['(({ random }) => random())(Math)', 'Math'],
    ['Date.now()', 'Date.now'],
    ['new Date()', 'Date'],
    ['new Date', 'Date'],
    ['Date()', 'Date'],
    ['new Date(...[])', 'Date'],
    ['crypto.randomUUID()', 'crypto'],
    ['performance.now()', 'performance'],
    ['process.hrtime()', 'process.hrtime'],
    ['new Intl.DateTimeFormat().format()', 'Intl.DateTimeFormat'],
    ['globalThis["Math"]', 'globalThis'],
    ['eval("Math")', 'eval'],
    ['new Function("return Math.random()")()', 'Function'],
    ['(await import("./x")).y', 'import()'],
    ['require("x")', 'require'],
    ['(Math.random as () => number)()', 'Math.random'],
  ])('%s is found', (expression, what) => {
    expect(found(`export const GET = async () => Response.json(${expression})`)).toBe(what)
  })

  it.each([
    'Math.floor(1.5)',
    'Math.max(...[1, 2])',
    'new Date(0)',
    'new Date("2020-01-01").toISOString()',
    'Date.UTC(2020, 1)',
    'Date.parse("2020-01-01")',
    '({}) instanceof Date',
    '{ crypto: 1, Date: 2 }',
    '({ Date: 1 }).Date',
    'process.env.NODE_ENV',
    'process.version',
    'new Intl.NumberFormat("de").format(1)',
    '(1 as unknown as Date)',
  ])('%s is not', expression => {
    expect(found(get(expression))).toBeUndefined()
  })

  it('is not found in types', () => {
    const text = 'type At = Date\ninterface X { at: Date; f(performance: Performance): Crypto }\n'
    expect(found(text + get('1 satisfies number'))).toBeUndefined()
  })

  it('is found behind a function of its own file, and of one that it imports', () => {
    const lib = 'export const id = () => crypto.randomUUID()'
    expect(found(`${lib.replace('export ', '')}\n${get('id()')}`)).toBe('crypto')
    const route = `import { id } from './lib'\n${get('id()')}`
    expect(found({ 'route.tsx': route, 'lib.ts': lib })).toBe('crypto')
    const through = { 'a.ts': "export * from './lib'", 'lib.ts': lib }
    expect(found({ 'route.tsx': route.replace('./lib', './a'), ...through })).toBe('crypto')
    expect(found({ 'route.tsx': "export { GET } from './lib'", 'lib.ts': lib })).toBe('crypto')
  })

  it('is found in JSX', () => {
    const route = `import { Now } from './now'\nexport const GET = () => render(<Now />)`
    const now = 'export const Now = () => <p>{Date.now()}</p>'
    expect(found({ 'route.tsx': route, 'now.tsx': now })).toBe('Date.now')
  })
})

describe("what stands in a function with 'use cache'", () => {
  const cached = "async function load() { 'use cache'; return [Date.now(), db.query()] }\n"
  const imports = "import { db } from 'some-database'\nimport { id } from './lib'\n"

  it('does not count, nor does what only that uses', () => {
    const lib = 'export const id = () => Math.random()'
    const arrow = "const more = async () => { 'use cache: remote'; return id() }\n"
    const route = imports + cached + arrow + get('load()')
    expect(found({ 'route.tsx': route, 'lib.ts': lib })).toBeUndefined()
  })

  it('does not count in a file of such functions', () => {
    const lib = "'use cache'\nexport async function load() { return Math.random() }"
    const route = `import { load } from './lib'\n${get('load()')}`
    expect(found({ 'route.tsx': route, 'lib.ts': lib })).toBeUndefined()
  })

  it('counts where others use it too, and where the function is private', () => {
    expect(found(`${imports}${cached}${get('db.query()')}`)).toBe('"some-database"')
    const secret = cached.replace('use cache', 'use cache: private')
    expect(found(secret + get('load()'))).toBe('Date.now')
  })
})

describe('a package', () => {
  it.each([
    ["import { nanoid } from 'nanoid'", 'nanoid()', '"nanoid"'],
    ["import * as os from 'node:os'", 'os.uptime()', '"node:os"'],
    ["import { randomUUID } from 'crypto'", 'randomUUID()', '"crypto"'],
    ["import { nanoid } from 'nanoid'", '1', undefined],
    ["import type { Id } from 'nanoid'", '1 as Id', undefined],
    ["import { type Id } from 'nanoid'", '1 as Id', undefined],
    ["import 'reflect-metadata'", '1', undefined],
    ["import { join } from 'node:path'", 'join("a", "b")', undefined],
    ["import { cookies } from 'next/headers'", 'cookies()', undefined],
    ["import { host } from 'route-handlers'", 'host()', undefined],
  ])('%s, used as %s: %p', (statement, expression, what) => {
    expect(found(`${statement}\n${get(expression)}`)).toBe(what)
  })
})

it('counts a file that is not there, or cannot be parsed', () => {
  expect(found({})).toBe('a file that cannot be read')
  expect(found('export const GET = (')).toBe('a file that cannot be read')
})
