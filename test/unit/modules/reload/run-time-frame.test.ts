import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { runTimeFrame } from '../../../../src/modules/reload/run-time-frame'
import { tree } from '../tree'

const root = tree({
  'app/(group)/route.ts': 'export const GET = () => {\n  throw new Error()\n}\n',
  'node_modules/package/index.js': 'throw 1\n',
})
const file = join(root, 'app/(group)/route.ts')

const frame = [
  `  ${relative(process.cwd(), file)}:2:9`,
  '',
  '  1 | export const GET = () => {',
  '> 2 |   throw new Error()',
  '    |         ^',
  '  3 | }',
  '  4 |',
].join('\n')

function errorWith(...lines: string[]): Error {
  return Object.assign(new Error('boom'), {
    stack: ['Error: boom', ...lines.map(line => `    at ${line}`)].join('\n'),
  })
}

describe('runTimeFrame', () => {
  it.each([
    ['a path', `GET (${file}:2:9)`],
    ['a URL', `GET (${pathToFileURL(file)}:2:9)`],
    ['a module of the runner', `Module.GET (${pathToFileURL(file)}?rh-hot:2:9)`],
    ['a module in query mode', `Module.GET (${pathToFileURL(file)}?rh-v=12:2:9)`],
    ['a route that CommonJS cannot express', `GET (${pathToFileURL(file)}?rh=esm:2:9)`],
    ['a line without a function', `${file}:2:9`],
    ['an asynchronous call', `async ${file}:2:9`],
    ['an asynchronous method', `async Object.GET [as handler] (${file}:2:9)`],
  ])('RLD-15: shows the line of %s', (_, line) => {
    expect(runTimeFrame(errorWith(line))).toBe(frame)
  })

  it('RLD-15: passes over Node, packages and what is no file', () => {
    const error = errorWith(
      'node:internal/process/task_queues:95:5',
      'new Promise (<anonymous>)',
      `call (${join(root, 'node_modules/package/index.js')}:1:1)`,
      `GET (${file}:2:9)`,
      'native',
    )
    expect(runTimeFrame(error)).toBe(frame)
  })

  it('RLD-15: takes our marks off the stack', () => {
    const error = errorWith(`GET (${file}?rh-hot:2:9)`, `next (${file}?rh-v=3:1:1)`)
    runTimeFrame(error)
    expect(error.stack).toContain(`(${file}:2:9)`)
    expect(error.stack).not.toMatch(/\?rh/)
  })

  it.each([
    ['no line of the project', 'node:internal/timers:1:1'],
    ['a file that is gone', `GET (${root}/gone.ts:1:1)`],
    ['a line that the file does not have', `GET (${file}:99:1)`],
  ])('gives none for %s', (_, line) => {
    expect(runTimeFrame(errorWith(line))).toBeUndefined()
  })

  it.each([
    ['a frozen error', Object.freeze(errorWith('native'))],
    ['no stack', { message: 'x' }],
  ])('does not throw for %s', (_, error) => {
    expect(runTimeFrame(error as Error)).toBeUndefined()
  })
})
