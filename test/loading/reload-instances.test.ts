/** Which evaluation of an edited module a route gets, however it comes to it. */
import { mkdirSync, symlinkSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { NODES } from './child'
import { canStart, HOSTS } from './hosts'
import { type Live, startLive } from './live'
import { inspect } from './nodes'

const SERVERS = ['js-esm', 'tsx-cjs', 'native-esm']

describe.each(NODES.map(inspect))('Node $version', node => {
  const hosts = HOSTS.filter(host => SERVERS.includes(host.name) && canStart(host, node))

  describe.each(hosts)('in a $name server', host => {
    let live: Live
    const body = async (path: string) => (await live.get(path)).body
    const write = (name: string, head: string, value: string) =>
      live.write(
        `live/${name}/route.ts`,
        `${head}\nexport const GET = async () => Response.json(${value})\n`,
      )
    /** Installs a directory below `src/` as a workspace package, as npm does. */
    const install = (name: string, directory: string) => {
      const link = live.path(`../node_modules/${name}`)
      mkdirSync(dirname(link), { recursive: true })
      symlinkSync(live.path(directory), link, 'dir')
    }

    beforeAll(async () => {
      live = await startLive(node.path, host)
    }, 60_000)
    afterAll(() => live.stop())

    it('an edit shows in a route that is requested for the first time after it', async () => {
      live.write('state.ts', "export const state = { said: 'at first' }\n")
      write('early', "import { state } from '../../state'\nglobalThis.early = state", 'state.said')
      write(
        'late',
        "import { state } from '../../state'",
        '[state.said, state === globalThis.early]',
      )
      expect(await body('/early')).toBe('at first')
      live.edit('state.ts', 'at first', 'edited')
      expect(await body('/early')).toBe('edited')
      expect(await body('/late')).toEqual(['edited', true])
    })

    it('also where nobody has asked for the other route since', async () => {
      live.write('word.ts', "export const word = 'at first'\n")
      write('known', "import { word } from '../../word'", 'word')
      write('unknown', "import { word } from '../../word'", 'word')
      expect(await body('/known')).toBe('at first')
      live.edit('word.ts', 'at first', 'edited')
      expect(await body('/unknown')).toBe('edited')
    })

    it('also behind the name of a workspace package', async () => {
      const manifest = { name: '@acme/plan', type: 'module', exports: './index.ts' }
      live.write('plan/package.json', JSON.stringify(manifest))
      live.write('plan/index.ts', "export { plan } from './plan'\n")
      live.write('plan/plan.ts', "export const plan: string = 'at first'\n")
      install('@acme/plan', 'plan')
      write('planned', "import { plan } from '@acme/plan'", 'plan')
      expect(await body('/planned')).toBe('at first')
      live.edit('plan/plan.ts', 'at first', 'edited')
      expect(await body('/planned')).toBe('edited')
      write('planned-too', "import { plan } from '@acme/plan'", 'plan')
      expect(await body('/planned-too')).toBe('edited')
    })

    it('a new file gets it by "imports" and by the own name of its package', async () => {
      const imports = { '#word': './word.ts' }
      const manifest = { name: 'named', type: 'module', imports, exports: './index.ts' }
      live.write('named/package.json', JSON.stringify(manifest))
      live.write('named/word.ts', "export const word: string = 'at first'\n")
      live.write('named/index.ts', "export { word } from '#word'\n")
      write('named', "import { word } from '../../named/index'", 'word')
      expect(await body('/named')).toBe('at first')
      live.edit('named/word.ts', 'at first', 'edited')
      expect(await body('/named')).toBe('edited')
      live.write('named/new.ts', "import { word } from 'named'\nexport const more = word + '!'\n")
      write('named', "import { more } from '../../named/new'", 'more')
      expect(await body('/named')).toBe('edited!')
    })

    it('a route that fails leaves the state of the others alone', async () => {
      live.write('counter.ts', 'export const counter = { n: 0 }\n')
      const counting = "import { counter } from '../../counter'"
      write('counts', counting, '++counter.n')
      expect(await body('/counts')).toBe(1)
      write('counts-not', `${counting}\nthrow new Error('not yet')`, '++counter.n')
      expect(await body('/counts-not')).toMatchObject({ cause: 'not yet' })
      await delay(1050)
      expect(await body('/counts-not')).toMatchObject({ cause: 'not yet' })
      expect(await body('/counts')).toBe(2)
      write('counts-not', counting, '++counter.n')
      expect(await body('/counts-not')).toBe(3)
    })

    it('a first dynamic import in an untouched route gets it with the next request', async () => {
      live.write('heavy.ts', "export const heavy = 'at first'\n")
      write('lazy', '', "globalThis.lazy && (await import('../../heavy')).heavy")
      write('eager', "import { heavy } from '../../heavy'\nglobalThis.lazy = true", 'heavy')
      await body('/lazy')
      expect(await body('/eager')).toBe('at first')
      live.edit('heavy.ts', 'at first', 'edited')
      expect(await body('/eager')).toBe('edited')
      await body('/lazy')
      expect(await body('/lazy')).toBe('edited')
    })

    it('a file behind a symbolic link is one module with the file itself', async () => {
      live.write('target.ts', "export const target = { said: 'at first' }\n")
      symlinkSync(live.path('target.ts'), live.path('link.ts'))
      const both = "import { target } from '../../target'\nimport * as link from '../../link'"
      write('linked', both, '[target.said, target === link.target]')
      expect(await body('/linked')).toEqual(['at first', true])
      live.edit('target.ts', 'at first', 'edited')
      expect(await body('/linked')).toEqual(['edited', true])
    })

    it('requests while a file is being written do not hide what it says in the end', async () => {
      const names = ['one', 'two', 'three']
      live.write('ticker.ts', 'export const tick = 0\n')
      for (const name of names) write(name, "import { tick } from '../../ticker'", 'tick')
      const all = () => Promise.all(names.map(name => body(`/${name}`)))
      for (let tick = 1; tick <= 20; tick += 1) {
        const meanwhile = all()
        live.write('ticker.ts', `export const tick = ${tick}\n`)
        expect(await all()).toEqual([tick, tick, tick])
        await meanwhile
      }
    })

    it('a module that takes longer than the deadline is evaluated once, and serves then', async () => {
      write('slow', '', '"at first"')
      expect(await body('/slow')).toBe('at first')
      const count = 'globalThis.evaluations.slow = (globalThis.evaluations.slow ?? 0) + 1'
      const wait = 'await new Promise(done => setTimeout(done, 1500))'
      write('slow', `${count}\n${wait}`, 'globalThis.evaluations.slow')
      expect(await body('/slow')).toMatchObject({ code: 'RH_MODULE_LOAD' })
      await delay(1050)
      expect(await body('/slow')).toBe(1)
    })
  })
})
