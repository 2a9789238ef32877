import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createRouter } from '../../../src/router/router'
import { scanDirectory } from '../../../src/router/scan'
import { writeTypes } from '../../../src/typegen/typegen'

const ALL = [
  '.route-handlers/routes.json',
  '.route-handlers/types/routes.d.ts',
  '.route-handlers/types/validator.ts',
  '.route-handlers/tsconfig.json',
  'next-env.d.ts',
]
const OF_NEXT = `/// <reference types="next" />
import "./.next/types/routes.d.ts";
`

let folder: string
let root: string

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'rh typegen-')))
  root = join(folder, 'project')
  add('package.json', '{}')
  add('app/users/[id]/route.ts')
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

function add(path: string, text = 'export const GET = () => new Response()') {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

const read = (path: string) => readFileSync(join(root, path), 'utf8')

function generate(nextEnv: 'always' | 'if-ours' = 'always', name = 'app') {
  const dir = join(root, name)
  const files = scanDirectory(dir, { extensions: ['ts', 'js'], ignore: () => false })
  const options = { compat: 16, trailingSlash: 'ignore', parity: 'improved' } as const
  return writeTypes({ dir, root, routes: createRouter(files, options).routes, nextEnv })
}

describe('what is written', () => {
  it('TYP-1, TYP-2: five files, and nothing beside them', () => {
    const before = readdirSync(root, { recursive: true })
    expect(generate()).toEqual({ written: ALL })
    const added = readdirSync(root, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name).slice(root.length + 1))
      .filter(path => !before.includes(path))
    expect(added.sort()).toEqual([...ALL].sort())
  })

  it('TYP-2: only what changed', () => {
    generate()
    const { mtimeMs } = statSync(join(root, ALL[1]!))
    expect(generate()).toEqual({ written: [] })
    expect(statSync(join(root, ALL[1]!)).mtimeMs).toBe(mtimeMs)
    add('app/x/route.js')
    expect(generate()).toEqual({ written: ALL.slice(0, 2) })
    add('app/y/route.ts')
    expect(generate()).toEqual({ written: ALL.slice(0, 3) })
    add('next-env.d.ts', read('next-env.d.ts').replaceAll('\n', '\r\n'))
    expect(generate()).toEqual({ written: [] })
  })

  it('TYP-2: routes of both of two mounts, whichever comes last', () => {
    add('admin/sites/[...path]/route.ts')
    generate('always', 'app')
    generate('always', 'admin')
    const text = read(ALL[1]!)
    expect(text).toContain('= "/sites/[...path]" | "/users/[id]"\n')
    generate('always', 'app')
    expect(read(ALL[1]!)).toBe(text)
    rmSync(join(root, 'admin'), { recursive: true })
    generate('always', 'app')
    expect(read(ALL[1]!)).toContain('= "/users/[id]"\n')
  })
})

describe('when a server starts', () => {
  it('TYP-1: nothing is written into a project that did not ask for it', () => {
    expect(generate('if-ours')).toEqual({ written: [] })
    add('next-env.d.ts', OF_NEXT)
    expect(generate('if-ours')).toEqual({ written: [] })
    expect(existsSync(join(root, '.route-handlers'))).toBe(false)
    expect(read('next-env.d.ts')).toBe(OF_NEXT)
  })

  it('TYP-1: everything is, where next-env.d.ts is ours', () => {
    generate()
    rmSync(join(root, '.route-handlers'), { recursive: true })
    expect(generate('if-ours')).toEqual({ written: ALL.slice(0, 4) })
  })

  it('a failure to write is told, not thrown', () => {
    generate()
    rmSync(join(root, '.route-handlers'), { recursive: true })
    add('.route-handlers', 'a file in the way')
    expect(generate('if-ours')).toEqual({
      written: [],
      skipped: expect.stringMatching(/routes\.json cannot be written: .+\n.+writable/),
    })
  })
})

describe('beside Next.js', () => {
  const install = () => add('node_modules/next/package.json', '{"name":"next"}')

  it('TYP-1: next-env.d.ts leaves types of next/* to an installed next', () => {
    install()
    generate()
    expect(read('next-env.d.ts')).not.toContain('route-handlers/next-env')
    expect(read(ALL[2]!)).toContain("import('next/server.js')")
  })

  it.each([
    ['next-env.d.ts refers to them', () => add('next-env.d.ts', OF_NEXT)],
    ['tsconfig.json includes them', () => include('.next/types/**/*.ts')],
    ['an extended configuration includes them', () => include('./.next/types/*.ts', 'base.json')],
  ])('TYP-3: nothing is written where Next.js generates the types: %s', (_title, arrange) => {
    add('.next/types/routes.d.ts', '')
    arrange()
    const { written, skipped } = generate()
    expect(written).toEqual([])
    expect(skipped).toContain(`Next.js generates the types of this project (${root}/.next/types/`)
    expect(existsSync(join(root, '.route-handlers'))).toBe(false)
  })

  it('TYP-3: also while Next.js has not written them yet', () => {
    install()
    add('next-env.d.ts', OF_NEXT)
    expect(generate().skipped).toContain('Next.js generates the types')
  })

  it('a project that has left Next.js gets ours', () => {
    include('.next/types/**/*.ts')
    add('next-env.d.ts', OF_NEXT)
    expect(generate()).toEqual({ written: ALL })
  })

  function include(pattern: string, name = 'tsconfig.json') {
    add('tsconfig.json', '{"extends":"./base.json"}')
    if (name === 'tsconfig.json') add('base.json', '{}')
    add(name, JSON.stringify({ include: ['app', pattern] }))
  }
})

describe('what is not ours', () => {
  it('a next-env.d.ts that somebody wrote is left alone', () => {
    add('next-env.d.ts', 'declare const mine: string\n')
    const { written, skipped } = generate()
    expect(written).toEqual([])
    expect(skipped).toContain('was not generated. Move its declarations to another .d.ts file')
    expect(read('next-env.d.ts')).toBe('declare const mine: string\n')
  })

  it('nothing is written through a link that leads out of the project', () => {
    const outside = join(folder, 'outside')
    mkdirSync(outside)
    symlinkSync(outside, join(root, '.route-handlers'))
    expect(() => generate()).toThrow(
      expect.objectContaining({
        code: 'RH_TYPES_UNWRITABLE',
        message: expect.stringContaining('a symbolic link leads out of the project root'),
      }),
    )
    expect(readdirSync(outside)).toEqual([])
  })

  it('a linked next-env.d.ts becomes a file of the project', () => {
    writeFileSync(join(folder, 'linked.d.ts'), '')
    symlinkSync(join(folder, 'linked.d.ts'), join(root, 'next-env.d.ts'))
    generate()
    expect(readFileSync(join(folder, 'linked.d.ts'), 'utf8')).toBe('')
    expect(read('next-env.d.ts')).toContain('route-handlers')
  })

  it('a configuration that cannot be read is extended all the same', () => {
    add('tsconfig.json', '{"extends":"./missing.json"}')
    expect(generate().written).toEqual(ALL)
    expect(JSON.parse(read(ALL[3]!)).extends).toBe('../tsconfig.json')
  })
})
