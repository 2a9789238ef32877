import { createRunner, type Rerun, type Runner } from '../../../../src/modules/reload/runner'
import { compiler } from './compiler'

/** Files in memory, all of them evaluated by the runner unless `native` says what they have. */
interface Memory {
  readonly runner: Runner
  readonly files: Record<string, string>
  readonly versions: Record<string, number>
  readonly read: string[]
  relocated: Rerun | undefined
  edit(file: string, source: string): void
  load(file: string, signal?: AbortSignal): Promise<any>
}

function memory(files: Record<string, string>): Memory {
  const versions: Record<string, number> = {}
  const version = (file: string): number => versions[file] ?? 1
  const read: string[] = []
  const host = {
    source(file: string) {
      read.push(file)
      const source = files[file]
      if (source === undefined) throw new Error(`${file} does not exist`)
      return source
    },
    locate: (specifier: string) =>
      specifier.startsWith('/')
        ? { by: 'runner' as const, file: specifier, version: version(specifier) }
        : { by: 'native' as const, specifier },
    relocate: () => self.relocated,
  }
  const runner = createRunner(host, compiler)
  const self: Memory = {
    runner,
    files,
    versions,
    read,
    relocated: undefined,
    edit(file, source) {
      files[file] = source
      versions[file] = version(file) + 1
    },
    load: (file, signal) => runner.import(file, version(file), signal ? { signal } : {}),
  }
  return self
}

let waits: Record<string, () => void> = {}
const world = globalThis as unknown as { wait?: (name: string) => Promise<void>; ran: string[] }

beforeEach(() => {
  world.ran = []
  waits = {}
  world.wait = name =>
    new Promise(resolve => {
      waits[name] = resolve
    })
})

afterAll(() => {
  delete world.wait
})

describe('versions', () => {
  it('one instance per file and version, shared by its importers', async () => {
    const { load, read } = memory({
      '/a': "import { made } from '/shared'; export { made }",
      '/b': "import * as shared from '/shared'; export const { made } = shared",
      '/shared': 'export const made = {}',
    })
    expect((await load('/a')).made).toBe((await load('/b')).made)
    expect(await load('/a')).toBe(await load('/a'))
    expect(read).toEqual(['/a', '/shared', '/b'])
  })

  it('RLD-3: a new version is evaluated, what it imports stays', async () => {
    const { load, edit } = memory({
      '/a': "import { made } from '/shared'; export { made }; export const text = 'old'",
      '/shared': 'export const made = {}',
    })
    const before = await load('/a')
    edit('/a', "import { made } from '/shared'; export { made }; export const text = 'new'")
    const after = await load('/a')
    expect([before.text, after.text]).toEqual(['old', 'new'])
    expect(after.made).toBe(before.made)
  })

  it('RLD-8: a dynamic import of an old version gets the present one', async () => {
    const { load, edit } = memory({
      '/a': "export const late = () => import('/b')",
      '/b': 'export const text = 1',
    })
    const { late } = await load('/a')
    edit('/b', 'export const text = 2')
    expect((await late()).text).toBe(2)
  })

  it('an older version that is asked for late is the newer one', async () => {
    const { runner, edit, load } = memory({ '/a': 'export const text = 1' })
    edit('/a', 'export const text = 2')
    const newer = await load('/a')
    expect(await runner.import('/a', 1)).toBe(newer)
  })

  it('forget() has the same version evaluated again', async () => {
    const { runner, load } = memory({ '/a': 'export const made = {}' })
    const before = await load('/a')
    runner.forget('/a')
    expect((await load('/a')).made).not.toBe(before.made)
  })
})

describe('failures', () => {
  it.each([
    ['throws', "throw new Error('thrown')"],
    ['throws after a while', "await 0; throw new Error('thrown')"],
    ['does not parse', 'export const = 1'],
    ['imports a file that does not parse', "import '/broken'"],
    ['imports a name that is not there', "import { missing } from '/fine'"],
    ['imports a file that does not exist', "import '/nowhere'"],
  ])('a module that %s fails with the same error until it is edited', async (_, source) => {
    const { load, edit } = memory({ '/a': source, '/broken': 'let = =', '/fine': '' })
    const first = await load('/a').catch(error => error)
    const second = await load('/a').catch(error => error)
    expect(first).toBeInstanceOf(Error)
    expect(second).toBe(first)
    edit('/a', 'export const well = true')
    expect((await load('/a')).well).toBe(true)
  })

  it('a module that failed does not hurt what it shares with others', async () => {
    const { load } = memory({
      '/a': "import '/shared'; import { missing } from '/shared'",
      '/b': "export { made } from '/shared'",
      '/shared': 'export const made = {}',
    })
    await expect(load('/a')).rejects.toThrow(SyntaxError)
    expect((await load('/b')).made).toEqual({})
  })

  it('RLD-14: a syntax error has its line and frame', async () => {
    const { load } = memory({ '/a.js': 'const fine = 1\nexport const x = = 2\n' })
    await expect(load('/a.js')).rejects.toMatchObject({
      file: '/a.js',
      line: 2,
      column: 18,
      frame: expect.stringContaining('> 2 | export const x = = 2'),
    })
  })

  it('G17: a name that a CommonJS module lacks is an error, in the words of V8', async () => {
    const host = {
      source: () => "import { x } from 'weird'; export const y = x",
      locate: () => ({ by: 'require' as const, file: require.resolve('./fixtures/weird.cjs') }),
      relocate: () => undefined,
    }
    await expect(createRunner(host, compiler).import('/a', 1)).rejects.toThrow(
      new SyntaxError("The requested module 'weird' does not provide an export named 'x'"),
    )
  })

  it('what Node cannot import is found where it moved to', async () => {
    const self = memory({
      '/a': "export { text } from '#moved'",
      '/moved': "export const text = 'moved'",
    })
    self.relocated = { by: 'runner', file: '/moved', version: 1 }
    expect((await self.load('/a')).text).toBe('moved')
  })
})

describe('loads at the same time', () => {
  const cycle = {
    '/x': "import { y } from '/y'; import '/slow'; export const x = 'x'; export const of = () => y",
    '/y': "import { x } from '/x'; import '/slow'; export const y = 'y'; export const of = () => x",
    '/slow': "await wait('slow')",
  }

  it('RLD-13: a cycle that is entered from both ends is evaluated once', async () => {
    const { load } = memory(cycle)
    const both = Promise.all([load('/x'), load('/y')])
    await until(() => waits['slow'])
    waits['slow']?.()
    const [x, y] = await both
    expect([x.of(), y.of()]).toEqual(['y', 'x'])
  })

  it('RLD-13: also by dynamic imports, which do not queue', async () => {
    const { load } = memory({
      ...cycle,
      '/main': "export const [x, y] = await Promise.all([import('/x'), import('/y')])",
    })
    const main = load('/main')
    await until(() => waits['slow'])
    waits['slow']?.()
    const { x, y } = await main
    expect([x.of(), y.of()]).toEqual(['y', 'x'])
  })

  it('RLD-13: the second load begins when the first has ended', async () => {
    const { load } = memory({
      '/a': "ran.push('a begins'); await wait('a'); ran.push('a ends')",
      '/b': "ran.push('b')",
    })
    const both = Promise.all([load('/a'), load('/b')])
    await until(() => waits['a'])
    waits['a']?.()
    await both
    expect(world.ran).toEqual(['a begins', 'a ends', 'b'])
  })

  it('RLD-13: a load that was given up is waited for no longer', async () => {
    const { load } = memory({ '/a': 'await new Promise(() => {})', '/b': 'export const b = 1' })
    const abandon = new AbortController()
    const a = load('/a', abandon.signal)
    const b = load('/b')
    abandon.abort(new Error('given up'))
    await expect(a).rejects.toThrow('given up')
    expect((await b).b).toBe(1)
  })

  it('a module that is found again while it waits for its finder does not wait in turn', async () => {
    const self = memory({
      '/a': "import '#b'; export const a = 1",
      '/b': "import { a } from '/a'; export const b = () => a",
    })
    self.relocated = { by: 'runner', file: '/b', version: 1 }
    expect((await self.load('/a')).a).toBe(1)
  })
})

/** Turns of the event loop, not time: what is awaited needs no more than a few. */
async function until(condition: () => unknown): Promise<void> {
  for (let turn = 0; turn < 1000 && !condition(); turn += 1) {
    await new Promise(resolve => setImmediate(resolve))
  }
  expect(condition()).toBeTruthy()
}
