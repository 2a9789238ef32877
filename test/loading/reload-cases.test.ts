/** What happens to edits at awkward moments, and to files that cannot be loaded. */
import { setTimeout as delay } from 'node:timers/promises'
import { NODES } from './child'
import { canStart, HOSTS, type Host } from './hosts'
import { type Live, startLive } from './live'
import { inspect } from './nodes'

const SERVERS = ['js-esm', 'js-cjs', 'tsx-esm', 'tsx-cjs', 'native-esm']

const route = (head: string, value: string) =>
  `${head}\nexport const GET = async () => Response.json(${value})\n`
/** Counts its evaluations, under a name. */
const counted = (name: string) =>
  `globalThis.evaluations.${name} = (globalThis.evaluations.${name} ?? 0) + 1`

describe.each(NODES.map(inspect))('Node $version', node => {
  const hosts = HOSTS.filter(host => SERVERS.includes(host.name) && canStart(host, node))

  describe.each(hosts)('in a $name server', host => {
    let live: Live
    const body = async (path: string) => (await live.get(path)).body
    const write = (name: string, head: string, value = '1') =>
      live.write(`live/${name}/route.ts`, route(head, value))

    beforeAll(async () => {
      live = await startLive(node.path, host)
    }, 60_000)
    afterAll(() => live.stop())

    it('RLD-6: editing what a route imports no longer does not evaluate it again', async () => {
      live.write('left.ts', 'export const left = 1\n')
      write('leaves', "import { left } from '../../left'", 'left')
      expect(await body('/leaves')).toBe(1)
      write('leaves', counted('leaves'), 'globalThis.evaluations.leaves')
      expect(await body('/leaves')).toBe(1)
      live.write('left.ts', 'export const left = "edited"\n')
      expect(await body('/leaves')).toBe(1)
    })

    it('RLD-12: a module that fails is not evaluated by every request', async () => {
      write(
        'fails',
        `${counted('fails')}\nthrow new Error(\`evaluation \${globalThis.evaluations.fails}\`)`,
      )
      const first = await body('/fails')
      expect(first).toMatchObject({ code: 'RH_MODULE_LOAD', cause: 'evaluation 1' })
      expect(await body('/fails')).toMatchObject({ cause: 'evaluation 1' })
      write('fails', '', '"repaired"')
      expect(await body('/fails')).toBe('repaired')
    })

    it('RLD-12: a module that failed is tried again after a second, without an edit', async () => {
      write(
        'later',
        `${counted('later')}\nif (globalThis.evaluations.later < 2) throw new Error('not yet')`,
      )
      expect(await body('/later')).toMatchObject({ cause: 'not yet' })
      await delay(1050)
      expect(await body('/later')).toBe(1)
    })

    it('RLD-8: a running request keeps the module that it began with', async () => {
      write(
        'keeps',
        "import { setTimeout } from 'node:timers/promises'\nconst say = 'old'",
        '(await setTimeout(200), say)',
      )
      expect(await body('/keeps')).toBe('old')
      const running = body('/keeps')
      await delay(50)
      live.edit('live/keeps/route.ts', "'old'", "'brand new'")
      expect(await body('/keeps')).toBe('brand new')
      expect(await running).toBe('old')
    })

    it('a file that a new file imports is the edited one', async () => {
      live.write('edited.ts', 'export const edited = "at first"\n')
      write('news', "import { edited } from '../../edited'", 'edited')
      expect(await body('/news')).toBe('at first')
      live.write('edited.ts', 'export const edited = "edited"\n')
      expect(await body('/news')).toBe('edited')
      live.write('between.ts', "export { edited as between } from './edited'\n")
      write('news', "import { between } from '../../between'", 'between')
      expect(await body('/news')).toBe('edited')
    })

    it('a dynamic import gives the edited module', async () => {
      live.write('lazy.ts', 'export const lazy = "at first"\n')
      write('dynamic', '', "(await import('../../lazy')).lazy")
      expect(await body('/dynamic')).toBe('at first')
      live.write('lazy.ts', 'export const lazy = "edited"\n')
      expect(await body('/dynamic')).toBe('edited')
    })

    it('an edited module that is imported with a query is evaluated again', async () => {
      live.write('queried.mjs', "export const value = 'at first'\n")
      // tsx makes CommonJS of it, whose names have no query.
      const query = host.name.startsWith('tsx') ? '' : '?query'
      write('queries', `import { value } from '../../queried.mjs${query}'`, 'value')
      expect(await body('/queries')).toBe('at first')
      live.edit('queried.mjs', 'at first', 'edited')
      expect(await body('/queries')).toBe('edited')
      live.edit('queried.mjs', 'edited', 'edited twice')
      expect(await body('/queries')).toBe('edited twice')
    })

    it('an edited CommonJS module is evaluated again', async () => {
      live.write('old-style.cjs', 'exports.value = "at first"\n')
      write('requires', "import { value } from '../../old-style.cjs'", 'value')
      expect(await body('/requires')).toBe('at first')
      live.write('old-style.cjs', 'exports.value = "edited"\n')
      expect(await body('/requires')).toBe('edited')
    })

    it('an edited JSON file is read again', async () => {
      live.write('settings.json', '{ "value": "at first" }')
      write('json', "import settings from '../../settings.json'", 'settings.value')
      expect(await body('/json')).toBe('at first')
      live.write('settings.json', '{ "value": "edited" }')
      expect(await body('/json')).toBe('edited')
    })

    it('a module replaced by a directory of the same name is found', async () => {
      live.write('moves.ts', 'export const moved = "a file"\n')
      write('moving', "import { moved } from '../../moves'", 'moved')
      expect(await body('/moving')).toBe('a file')
      live.remove('moves.ts')
      live.write('moves/index.ts', 'export const moved = "a directory"\n')
      expect(await body('/moving')).toBe('a directory')
    })

    it('an import in a circle works, and is evaluated again as a whole', async () => {
      live.write(
        'even.ts',
        "import { odd } from './odd'\nexport const even = (n: number): boolean => n === 0 || odd(n - 1)\n",
      )
      live.write(
        'odd.ts',
        "import { even } from './even'\nexport const odd = (n: number): boolean => n !== 0 && even(n - 1)\n",
      )
      write('circle', "import { even } from '../../even'", 'even(4)')
      expect(await body('/circle')).toBe(true)
      live.edit('odd.ts', 'n !== 0 && even', 'n === 99 && even')
      expect(await body('/circle')).toBe(false)
    })

    it('a dependency that is deleted is an error of the route, until it is back', async () => {
      live.write('deleted.ts', 'export const here = true\n')
      write('deletes', "import { here } from '../../deleted'", 'here')
      expect(await body('/deletes')).toBe(true)
      live.remove('deleted.ts')
      expect(await live.get('/deletes')).toMatchObject({
        status: 500,
        body: { code: 'RH_MODULE_LOAD', frame: expect.stringContaining("from '../../deleted'") },
      })
      live.write('deleted.ts', 'export const here = "again"\n')
      expect(await body('/deletes')).toBe('again')
    })

    it('a dependency behind tsconfig paths that is deleted is shown where it is imported', async () => {
      live.write('aside.ts', 'export const aside = "here"\n')
      write('asks', "import { aside } from '@/aside'", 'aside')
      expect(await body('/asks')).toBe('here')
      live.remove('aside.ts')
      expect(await body('/asks')).toMatchObject({
        code: 'RH_MODULE_LOAD',
        frame: expect.stringContaining("from '@/aside'"),
      })
      live.write('aside.ts', 'export const aside = "back"\n')
      expect(await body('/asks')).toBe('back')
    })

    it('a route file that is moved is found where it is', async () => {
      write('before', '', '"moved"')
      expect(await body('/before')).toBe('moved')
      live.remove('live/before')
      write('after', '', '"moved"')
      expect([(await live.get('/before')).status, await body('/after')]).toEqual([404, 'moved'])
    })

    it('TSC-4: an edit of tsconfig paths shows', async () => {
      live.write('one/which.ts', 'export const which = "one"\n')
      live.write('two/which.ts', 'export const which = "two"\n')
      live.edit('../tsconfig.json', '"@/*"', '"which": ["./src/one/which"], "@/*"')
      write('aliased', "import { which } from 'which'", 'which')
      expect(await body('/aliased')).toBe('one')
      live.edit('../tsconfig.json', './src/one', './src/two')
      expect(await body('/aliased')).toBe('two')
    })

    it('an empty route file is an error of its own path', async () => {
      live.write('live/empty/route.ts', '')
      expect(await body('/empty')).toMatchObject({ code: 'RH_NO_METHODS' })
      write('empty', '', '"filled"')
      expect(await body('/empty')).toBe('filled')
    })

    it('a layout that cannot be mounted keeps the routes, and is said on the terminal', async () => {
      write('stays', '')
      expect(await body('/stays')).toBe(1)
      live.write('live/[x]/route.ts', route('', '1'))
      live.write('live/[y]/route.ts', route('', '1'))
      expect(await body('/stays')).toBe(1)
      expect(live.output()).toMatch(/The routes stay as they were until this is repaired/)
      live.remove('live/[y]')
      expect(await body('/anything')).toBe(1)
      live.remove('live/[x]')
    })

    const describeAwaiting = awaits(host) ? describe : () => {}
    describeAwaiting('with top-level await', () => {
      it('RLD-5: an edit during the first evaluation is not lost', async () => {
        live.write(
          'slow.ts',
          'await new Promise(done => setTimeout(done, 300))\nexport const slow = true\n',
        )
        write('waits', "import { slow } from '../../slow'", 'slow && "at first"')
        const first = body('/waits')
        await delay(100)
        live.edit('live/waits/route.ts', '"at first"', '"edited meanwhile"')
        await first
        expect(await body('/waits')).toBe('edited meanwhile')
      })

      it('RLD-13: two routes that enter a circle from both ends are both answered', async () => {
        live.write(
          'yin.ts',
          "import { yang } from './yang'\nexport const yin = () => 'yin'\nexport const both = () => yang()\n",
        )
        live.write('yang.ts', "import { yin } from './yin'\nexport const yang = () => yin()\n")
        write('left', "import { both } from '../../yin'", 'both()')
        write('right', "import { yang } from '../../yang'", 'yang()')
        expect([await body('/left'), await body('/right')]).toEqual(['yin', 'yin'])
        live.write(
          'pause.ts',
          'await new Promise(done => setTimeout(done, 100))\nexport const pause = 1\n',
        )
        for (const file of ['yin', 'yang']) {
          live.write(`${file}.ts`, `import './pause'\n${live.read(`${file}.ts`)}`)
        }
        expect(await Promise.all([body('/left'), body('/right')])).toEqual(['yin', 'yin'])
      })

      it('a module that is never evaluated is an error in time, and the next edit recovers', async () => {
        write('hangs', 'await new Promise(() => {})')
        expect(await body('/hangs')).toMatchObject({
          code: 'RH_MODULE_LOAD',
          cause: expect.stringContaining('A top-level await in it'),
        })
        write('hangs', '', '"recovered"')
        expect(await body('/hangs')).toBe('recovered')
        live.edit('live/hangs/route.ts', '\nexport', 'await new Promise(() => {})\nexport')
        const hanging = body('/hangs')
        await delay(100)
        write('hangs', '', '"while it hangs"')
        expect(await body('/hangs')).toBe('while it hangs')
        expect(await hanging).toMatchObject({ code: 'RH_MODULE_LOAD' })
      })
    })

    it('a missing named export is refused in the words of Node', async () => {
      live.write('few.ts', 'export const few = 1\n')
      write('wants', "import { few } from '../../few'", 'few')
      expect(await body('/wants')).toBe(1)
      write('wants', "import { many } from '../../few'", 'many ?? "undefined"')
      const { code, cause } = await body('/wants')
      // In CommonJS a name that is not there is undefined, with or without this library.
      if (code === undefined) return
      expect(cause).toMatch(/The requested module '.*few' does not provide an export named 'many'/)
    })
  })
})

/** CommonJS has no top-level await below the route file itself. */
function awaits({ name }: Host): boolean {
  return name !== 'tsx-cjs'
}
