/**
 * Functions with `'use cache'` in real files of every kind of server: what the transform does to
 * the output of each transpiler, and what the runtime does with it (interop section "semantic
 * checks"). One process per server asks everything.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { NODES, project, reportOf, run } from './child'
import { canStart, HOSTS, type Host } from './hosts'
import { inspect } from './nodes'
import { TSC } from './tools'

const SEMANTICS: readonly (readonly [title: string, name: string, expected: unknown])[] = [
  ['check 1: a function of a route file', 'inline', ['a 1', 'a 1', 'b 2']],
  ['check 2: use before the declaration', 'hoisted', ['a 1', 'a 1']],
  ['check 6: a local of a handler is captured', 'capturing', ['2 1', '2 1']],
  ['check 6: a client of the module is not', 'library', ['row 1 1', 'row 1 1', 'row 2 2']],
  [
    'check 4: destructured parameters with defaults and rest',
    'destructured',
    ['1 9  1', '1 9  1', '1 2  2', '1 2 3 3'],
  ],
  ['check 5: surplus arguments are cut', 'surplus', ['1 1', '1 1', '1 1']],
  ['check 12: an object method', 'method', ['1 1', '1 1', '2 2']],
  ['check 12: a computed key', 'computed', ['1 1', '1 1']],
  ['check 13: a static method', 'static', ['1 1', '1 1', '2 2']],
  [
    'checks 6, 11, UC-8: captured parameters, locals and functions',
    'captures',
    ['4 1', '4 1', '6 2', '5 3'],
  ],
  ['check 24: cached inside cached', 'nested', ['1 2 1 1', '1 2 1 1', '2 2 2 2']],
  [
    'checks 20–23: every export of a file with the directive',
    'file',
    ['a 1', 'a 1', 'a 1', 'a 1', 'a 1', 'a 1', 1, 1, [1, 2], [1, 2]],
  ],
  ['check 3: names are kept', 'names', ['fixed', 'inRange', 'method', 'find', 'arrow']],
  ['check 25: fib(20) evaluates 21 times', 'fib', [6765, 21]],
  ['check 17: the kind remote', 'remote', [1, 1]],
  ['6.3: an unknown kind', 'kind', expect.stringContaining('Unknown cache kind "elsewhere"')],
  ['§15.2: errors are never cached', 'failing', ['deliberate 1', 'deliberate 2']],
  [
    '§15.2: revalidateTag() drops what has the tag, through a function that called it',
    'tags',
    ['1 1', '1 1', 1, null, '2 2', 1],
  ],
  ['§15.3: cacheLife()', 'life', [1, 2]],
  [
    '§15.2: cookies() inside throws in the words of Next.js',
    'cookies',
    expect.stringMatching(
      /^Route "\/semantics": `cookies\(\)` can't be read inside `"use cache"`\./,
    ),
  ],
  [
    '§5: an argument without a value of its own is named',
    'argument',
    expect.stringMatching(
      /^Argument 1 of the "use cache" function fixed\(\) \(\S+functions\.[jt]s\) is an instance of Headers/,
    ),
  ],
]

/** swc-node, and ts-node's ES module loader, register no maps: stacks lead into what they made. */
const hasStacks = ({ name }: Host) => !/^swcnode|^tsnode-esm/.test(name)

const FRAME = /((?:\/|[A-Z]:)[^():]*lib[\\/]functions\.[jt]s):(\d+)/

describe.each(NODES.map(inspect))('Node $version', node => {
  const hosts = HOSTS.filter(host => canStart(host, node))

  describe.each(hosts)('in a $name server', host => {
    const cwd = projectOf(host)
    let report: any

    beforeAll(async () => {
      report = reportOf(await run(node.path, cwd, [...(host.flags ?? []), host.entry]))
    }, 60_000)

    it.each(SEMANTICS)('%s', (_, name, expected) => {
      expect(report.semantics.body).toMatchObject({ [name]: expected })
    })

    if (hasStacks(host)) {
      it('UC-2: the stack of an error leads to the line that threw', () => {
        const [, file = '', line = ''] = FRAME.exec(report.semantics.body.stack) ?? []
        expect(readFileSync(file, 'utf8').split('\n')[Number(line) - 1]).toContain('deliberate')
      })
    }

    it('6.3: a directive that cannot be obeyed is the error of its route, with the frame', () => {
      expect(report.misuse).toMatchObject({
        status: 500,
        body: {
          message: expect.stringContaining('"use cache" functions must be async functions.'),
          frame: expect.stringMatching(/> +\d+ \| +["']use cache["']/),
        },
      })
    })

    it('and of no other', () => {
      expect(report.alive).toEqual({ status: 200, body: Array(4).fill('before') })
    })

    it('RLD-9: an edit of what cached functions import drops their values, also of cached()', () => {
      expect(report.edited).toEqual({ status: 200, body: Array(4).fill('after') })
    })
  })

  it.each(hosts.filter(({ name }) => /^(?:js-esm|tsx-cjs)$/.test(name)))(
    'ids of functions do not depend on the working directory in a $name server',
    async host => {
      const cwd = projectOf(host)
      const flags = (host.flags ?? []).map(flag =>
        flag === 'tsx' ? join(cwd, 'node_modules/tsx/dist/loader.mjs') : flag,
      )
      const [here, elsewhere] = await Promise.all([
        run(node.path, cwd, [...flags, host.entry]),
        run(node.path, tmpdir(), [...flags, join(cwd, host.entry)]),
      ])
      const { ids } = reportOf(here)
      expect(Object.keys(ids).length).toBeGreaterThan(10)
      expect(reportOf(elsewhere).ids).toEqual(ids)
    },
    60_000,
  )
})

function projectOf({ name, layers = [name], needs }: Host): string {
  const cwd = project('project', ...layers.map(layer => join('hosts', layer)), 'use-cache')
  if (needs === 'tsc') execFileSync(process.execPath, [TSC], { cwd })
  return cwd
}
