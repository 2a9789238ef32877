/** A route module that cannot be loaded is an error of its route, and of nothing else. */
import { NODES, project, reportOf, run } from './child'
import { inspect } from './nodes'

const FAULTS = ['throws', 'unmapped', 'missing', 'broken', 'circular', 'gone', 'fine']

describe.each(NODES.map(inspect))('Node $version', node => {
  const cwd = project('faults')
  const files = FAULTS.map(name => `${name}/route.ts`)
  let stderr = ''
  let report: any

  beforeAll(async () => {
    const ended = await run(node.path, cwd, ['server.js', ...files])
    stderr = ended.stderr
    report = reportOf(ended)
  }, 60_000)

  it('G1: a CommonJS dependency that throws rejects the load and the process goes on', () => {
    expect(report['throws/route.ts']).toMatchObject({
      code: 'RH_MODULE_LOAD',
      message: expect.stringMatching(/throws.route\.ts cannot be loaded: thrown while evaluating/),
    })
    expect(stderr).toContain('reached the end')
  })

  it('LOAD-3: the other routes are not affected', () => {
    expect(report['fine/route.ts']).toEqual({ fine: true })
  })

  it('RES-3: an unknown next/* module is named together with its importer', () => {
    expect(report['unmapped/route.ts']).toMatchObject({
      code: 'RH_MODULE_LOAD',
      cause: 'RH_NEXT_IMPORT_UNRESOLVED',
      message: expect.stringMatching(/"next\/image", imported by .*route\.ts/),
    })
  })

  it('RES-8: a file that is nowhere keeps the error of Node', () => {
    expect(report['missing/route.ts']).toMatchObject({ cause: 'ERR_MODULE_NOT_FOUND' })
  })

  it('TS-5: a syntax error tells the place, and its cause shows the line', () => {
    expect(report['broken/route.ts']).toMatchObject({
      code: 'RH_MODULE_LOAD',
      cause: 'SyntaxError',
      message: 'src/app/broken/route.ts cannot be loaded: Unexpected token (5:40)',
    })
    expect(report['broken/route.ts'].frame).toContain(
      [
        '  3 | }',
        '  4 |',
        '> 5 | export async function GET() { const x: = 1',
        '    |                                        ^',
        '  6 | }',
      ].join('\n'),
    )
  })

  it('a circular import that needs a value too early is named as V8 names it', () => {
    expect(report['circular/route.ts']).toMatchObject({
      code: 'RH_MODULE_LOAD',
      cause: 'ReferenceError',
      message: expect.stringContaining("Cannot access 'base' before initialization"),
    })
  })

  it('a file that was deleted between the scan and the load is an error of its route', () => {
    expect(report['gone/route.ts']).toMatchObject({
      code: 'RH_MODULE_LOAD',
      message: expect.stringMatching(/gone.route\.ts cannot be loaded: .*gone.route\.ts/),
    })
  })

  it('G1: a rejection of the host during a load stays fatal', async () => {
    const ended = await run(node.path, cwd, ['foreign.js', 'slow/route.ts'])
    expect(ended.code).toBe(1)
    expect(ended.stderr).toContain('a rejection of the host')
  })
})
