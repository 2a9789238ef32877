/** GLB-1: importing an entry changes no global, in a process of its own against `dist/`. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import manifest from '../../../package.json'
import { REPOSITORY } from './sources'

const run = promisify(execFile)

/** One whose dependency defines globals, one that is types only, and the manifest. */
const LEFT_OUT = ['./whatwg', './next-env', './package.json']

const entries = Object.keys(manifest.exports)
  .filter(entry => !LEFT_OUT.includes(entry))
  .map(entry => manifest.name + entry.slice(1))

const PROBE = `
  const values = () => {
    const read = name => { try { return globalThis[name] } catch (error) { return String(error) } }
    return new Map(Reflect.ownKeys(globalThis).map(name => [name, read(name)]))
  }
  values()
  const before = values()
  const report = () => {
    const after = values()
    const names = new Set([...before.keys(), ...after.keys()])
    const changed = [...names].filter(name =>
      before.has(name) !== after.has(name) || !Object.is(before.get(name), after.get(name)))
    console.log(JSON.stringify(changed.map(String)))
  }
`

const LOADS = {
  import: (entry: string) => `${PROBE} await import(${JSON.stringify(entry)}); report()`,
  require: (entry: string) => `${PROBE} require(${JSON.stringify(entry)}); report()`,
}

const cases = entries.flatMap(entry =>
  (['import', 'require'] as const).map(how => ({ entry, how, type: typeOf(how) })),
)

function typeOf(how: keyof typeof LOADS): string {
  return how === 'import' ? 'module' : 'commonjs'
}

beforeAll(() => {
  if (!existsSync(join(REPOSITORY, 'dist'))) throw new Error('run "npm run build" first')
})

describe('the globals', () => {
  it('are looked at after every entry', () => {
    expect(entries).toEqual(expect.arrayContaining(['route-handlers', 'route-handlers/express']))
  })

  it.each(cases)('GLB-1: $how of $entry adds the one symbol and changes nothing', async row => {
    const { entry, how, type } = row
    const flags = ['--no-warnings', `--input-type=${type}`, '--eval', LOADS[how](entry)]
    const { stdout } = await run(process.execPath, flags, { cwd: REPOSITORY })
    const added: string[] = JSON.parse(stdout)
    expect(added.filter(name => name !== 'Symbol(route-handlers@1)')).toEqual([])
  })

  it('GLB-1: the symbol can be neither enumerated nor replaced', async () => {
    const script = `
      require('route-handlers')
      const { value, ...flags } = Object.getOwnPropertyDescriptor(globalThis, Symbol.for('route-handlers@1'))
      console.log(JSON.stringify(flags))`
    const { stdout } = await run(process.execPath, ['--eval', script], { cwd: REPOSITORY })
    const flags = { writable: false, enumerable: false, configurable: false }
    expect(JSON.parse(stdout)).toEqual(flags)
  })
})
