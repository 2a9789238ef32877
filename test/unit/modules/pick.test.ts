import { join } from 'node:path'
import { hostTranspiles } from '../../../src/modules/extensions'
import { nodeModule } from '../../../src/modules/node-module'
import { pick } from '../../../src/modules/pick'
import { tree } from './tree'

const root = tree({
  'esm/package.json': { type: 'module' },
  'cjs/package.json': { type: 'commonjs' },
  'none/package.json': {},
})

type Handlers = Record<string, unknown>

function withHandlers<T>(handlers: Handlers, run: () => T): T {
  const extensions = nodeModule._extensions as Handlers
  const before = { ...extensions }
  Object.assign(extensions, handlers)
  try {
    return run()
  } finally {
    for (const name of Object.keys(handlers)) {
      if (name in before) extensions[name] = before[name]
      else delete extensions[name]
    }
  }
}

const tsNode: Handlers = { '.ts': function registered() {} }
const stripping: Handlers = {
  '.ts': function loadTS() {},
  '.mts': function loadMTS() {},
  '.cts': function loadCTS() {},
}

describe('pick(file)', () => {
  it.each([
    ['PICK-1', 'esm/route.cjs', {}, 'require', 'the extension says CommonJS'],
    ['PICK-1', 'esm/route.cts', {}, 'require', 'the extension says CommonJS'],
    ['PICK-2', 'cjs/route.mjs', { '.mjs': function registered() {} }, 'import', 'before handlers'],
    ['PICK-2', 'cjs/route.mts', { '.mts': function registered() {} }, 'import', 'before handlers'],
    ['PICK-3', 'esm/route.ts', tsNode, 'import', 'tsx serves both kinds at once'],
    ['PICK-3', 'esm/route.js', {}, 'import', 'the package is a module'],
    ['PICK-4', 'cjs/route.ts', tsNode, 'require', 'a transpiler registered .ts'],
    ['PICK-4', 'none/route.ts', tsNode, 'require', 'a transpiler registered .ts'],
    ['PICK-4', 'none/route.tsx', tsNode, 'import', 'only the very extension counts'],
    ['PICK-4', 'cjs/route.ts', stripping, 'import', "Node's own handler does not count"],
    ['PICK-4', 'none/route.ts', stripping, 'import', "Node's own handler does not count"],
    ['PICK-4', 'none/route.js', { '.js': function hooked() {} }, 'import', '.js is never asked'],
    ['PICK-5', 'cjs/route.ts', {}, 'import', 'nobody else can'],
    ['PICK-5', 'cjs/route.js', {}, 'import', 'import() of CommonJS ends in require.cache'],
    ['PICK-5', 'none/route.jsx', {}, 'import', 'nobody else can'],
  ])('%s: %s with handlers %p is loaded by %s: %s', (_id, file, handlers, expected) => {
    expect(withHandlers(handlers as Handlers, () => pick(join(root, file)))).toBe(expected)
  })

  it('THR-3: takes the word of the main thread where handlers cannot be seen', () => {
    expect(pick(join(root, 'cjs/route.ts'), () => true)).toBe('require')
    expect(pick(join(root, 'esm/route.ts'), () => true)).toBe('import')
  })

  it('PICK-4: the process at hand has no transpiler of its own', () => {
    expect(hostTranspiles('/any/route.ts')).toBe(false)
  })
})
