/** Edits of every kind of file, and of files in unusual places and states. */
import { renameSync } from 'node:fs'
import { NODES } from './child'
import { canStart, HOSTS } from './hosts'
import { type Live, startLive } from './live'
import { inspect } from './nodes'

const SERVERS = ['js-esm', 'tsx-cjs', 'native-esm']

/** [what, its file, a text in which "one" is exported as `value`] */
const FILES = [
  ['an .mts file', 'a.mts', "export const value: string = 'one'\n"],
  ['a .cts file with ES syntax', 'b.cts', "export const value: string = 'one'\n"],
  ['a .cts file with CommonJS syntax', 'c.cts', "const s: string = 'one'\nexports.value = s\n"],
  ['TypeScript with CommonJS syntax', 'cjs/d.ts', "const s: string = 'one'\nexports.value = s\n"],
  ['a file with CRLF', 'e.ts', "type S = string\r\nexport const value: S = 'one'\r\n"],
  ['a file with a byte order mark', 'f.ts', "\uFEFFexport const value: string = 'one'\n"],
  ['a file with a shebang', 'g.mjs', "#!/usr/bin/env node\nexport const value = 'one'\n"],
  ['an enum', 'h.ts', "enum E { One = 'one' }\nexport const value: string = E.One\n"],
  [
    'a class with decorators and parameter properties',
    'i.ts',
    'const add = (_: any, __: string, d: any) => ({ ...d, value() { return this.s + 0 } })\n' +
      'class A { constructor(readonly s: string) {}\n  @add say(): string { return this.s } }\n' +
      "export const value: string = new A('one').say().slice(0, -1)\n",
  ],
] as const

/** What a module may throw. */
const THROWN = [
  'null',
  'undefined',
  "'text'",
  "Object.freeze(new Error('frozen'))",
  "Object.defineProperty(new Error(''), 'stack', { get() { throw new Error('stack') } })",
  'Object.create(null)',
  'Symbol()',
]

describe.each(NODES.map(inspect))('Node $version', node => {
  const hosts = HOSTS.filter(host => SERVERS.includes(host.name) && canStart(host, node))

  describe.each(hosts)('in a $name server', host => {
    let live: Live
    const body = async (path: string) => (await live.get(path)).body
    const write = (name: string, head: string, value = '1') =>
      live.write(
        `live/${name}/route.ts`,
        `${head}\nexport const GET = async () => Response.json(${value})\n`,
      )

    beforeAll(async () => {
      live = await startLive(node.path, host)
      live.write('cjs/package.json', '{ "type": "commonjs" }')
    }, 60_000)
    afterAll(() => live.stop())

    it.each(FILES)('%s is evaluated again, and again', async (_, file, text) => {
      const name = file.replace(/\W/g, '-')
      // As TypeScript wants it: by the name of the output.
      const specifier = `../../${file.replace(/\.([mc])ts$/, '.$1js').replace(/\.ts$/, '')}`
      live.write(file, text)
      write(name, `import { value } from '${specifier}'`, 'value')
      expect(await body(`/${name}`)).toBe('one')
      live.write(file, text.replace(/'one'/, "'two'"))
      expect(await body(`/${name}`)).toBe('two')
      live.write(file, text.replace(/'one'/, "'three'"))
      expect(await body(`/${name}`)).toBe('three')
    })

    it('a module becomes an ES module, and CommonJS once more', async () => {
      live.write('plain/package.json', '{}')
      live.write('plain/it.js', "exports.value = 'CommonJS'\n")
      write('becomes', "import * as it from '../../plain/it'", 'it.value')
      expect(await body('/becomes')).toBe('CommonJS')
      live.write('plain/it.js', "export const value = 'an ES module'\n")
      expect(await body('/becomes')).toBe('an ES module')
      live.write('plain/it.js', "exports.value = 'CommonJS again'\n")
      expect(await body('/becomes')).toBe('CommonJS again')
    })

    it('JSON imported by attribute, broken and repaired, keeps no other edit from showing', async () => {
      live.write('attribute.json', '{ "value": 1 }')
      write('attribute', "import it from '../../attribute.json' with { type: 'json' }", 'it.value')
      expect(await body('/attribute')).toBe(1)
      live.write('attribute.json', '{ "value": ')
      expect(await body('/attribute')).toMatchObject({ code: 'RH_MODULE_LOAD' })
      live.write('attribute.json', '{ "value": 22 }')
      expect(await body('/attribute')).toBe(22)
      live.write('beside.cjs', 'exports.value = 1\n')
      write('beside', "import { value } from '../../beside.cjs'", 'value')
      expect(await body('/beside')).toBe(1)
      live.write('beside.cjs', 'exports.value = 22\n')
      expect(await body('/beside')).toBe(22)
    })

    it('what createRequire gives is read again, and again', async () => {
      const from = host.name === 'tsx-cjs' ? '__filename' : 'import.meta.url'
      live.write('required.json', '{ "value": 1 }')
      write(
        'create',
        `import { createRequire } from 'node:module'\nconst it = createRequire(${from})('../../required.json')`,
        'it.value',
      )
      for (const value of [1, 22, 333]) {
        live.write('required.json', JSON.stringify({ value }))
        expect(await body('/create')).toBe(value)
      }
    })

    it('an ES module that CommonJS requires cannot be evaluated again, and that is said', async () => {
      live.write('required.mjs', "export const value = 'at first'\n")
      live.write('live/requires/package.json', '{ "type": "commonjs" }')
      live.write(
        'live/requires/route.js',
        "const { value } = require('../../required.mjs')\nexports.GET = () => Response.json(value)\n",
      )
      expect(await body('/requires')).toBe('at first')
      live.edit('required.mjs', 'at first', 'edited')
      const warned = [
        expect.stringMatching(/required\.mjs changed, but require\(\) gives the same/),
      ]
      // tsx makes CommonJS of it.
      const [shown, said] = host.name === 'tsx-cjs' ? ['edited', []] : ['at first', warned]
      expect(await body('/requires')).toBe(shown)
      expect(await live.warnings('RH_RESTART_REQUIRED')).toEqual(said)
    })

    it.each(THROWN)('a module that throws %s is an error of its route', async thrown => {
      const name = `throws-${THROWN.indexOf(thrown)}`
      write(name, `throw ${thrown}`)
      expect(await body(`/${name}`)).toMatchObject({ code: 'RH_MODULE_LOAD' })
      write(name, '', '"repaired"')
      expect(await body(`/${name}`)).toBe('repaired')
    })

    it('routes are still found after their directory was gone for a moment', async () => {
      write('stays', '')
      expect(await body('/stays')).toBe(1)
      renameSync(live.path('live'), live.path('away'))
      await live.get('/stays')
      renameSync(live.path('away'), live.path('live'))
      write('added', '', '"after all"')
      expect([await body('/stays'), await body('/added')]).toEqual([1, 'after all'])
    })
  })
})
