import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { adviseOnEdge } from '../../../src/development'
import { isEdge, isMissingOnEdge } from '../../../src/sources/edge-modules'

describe('the edge runtime', () => {
  it.each([
    ['node:fs', true],
    ['fs', true],
    ['node:async_hooks', false],
    ['buffer', false],
    ['node:util', false],
    ['lodash', false],
    ['./fs', false],
  ])('%s: missing in that of Next.js is %s', (specifier, missing) => {
    expect(isMissingOnEdge(specifier)).toBe(missing)
  })

  it.each([
    ['edge', true],
    ['experimental-edge', true],
    ['nodejs', false],
    [undefined, false],
  ])('is what runtime = %j names: %s', (runtime, named) => {
    expect(isEdge(runtime)).toBe(named)
  })
})

describe('a route with the edge runtime', () => {
  const warned = jest.spyOn(process, 'emitWarning').mockReturnValue()
  afterEach(() => warned.mockClear())

  function project(files: Readonly<Record<string, string>>): string {
    const root = mkdtempSync(join(tmpdir(), 'rh-edge-'))
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, file)), { recursive: true })
      writeFileSync(join(root, file), text)
    }
    return join(root, 'app/route.ts')
  }

  it('that reaches a module of Node.js through its own files is told so once', () => {
    const file = project({
      'app/route.ts': "import { size } from '../lib/size'\nexport const GET = () => size()\n",
      'lib/size.ts':
        "import { statSync } from 'node:fs'\nexport const size = () => statSync('x')\n",
    })
    adviseOnEdge('/', file)
    adviseOnEdge('/', file)
    expect(warned.mock.calls).toEqual([
      [
        expect.stringContaining('imports "node:fs"'),
        expect.objectContaining({ code: 'RH_EDGE_NODE_IMPORT' }),
      ],
    ])
  })

  it('that imports only what Next.js has there is told nothing', () => {
    const file = project({
      'app/route.ts':
        "import { AsyncLocalStorage } from 'node:async_hooks'\nimport type fs from 'node:fs'\nexport const store = new AsyncLocalStorage<typeof fs>()\n",
    })
    adviseOnEdge('/', file)
    expect(warned).not.toHaveBeenCalled()
  })
})
