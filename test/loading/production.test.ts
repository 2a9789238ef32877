/** What a server in production does not do: reload, stat, or evaluate a module once too often. */
import { NODES, project, reportOf, run } from './child'
import { inspect } from './nodes'

describe.each(NODES.map(inspect))('Node $version', node => {
  let report: any

  beforeAll(async () => {
    const cwd = project('production')
    report = reportOf(await run(node.path, cwd, ['server.js']))
  }, 60_000)

  it('LOAD-2: concurrent first requests share one evaluation', () => {
    expect(report.concurrent).toEqual([1, 1, 1])
  })

  it('LOAD-2: a module that failed is not evaluated by every request', () => {
    expect(report.failing).toEqual(['RH_MODULE_LOAD', 'RH_MODULE_LOAD'])
    expect(report.attempts).toBe(1)
  })

  it('a module that takes longer than loadTimeout serves once it is evaluated', () => {
    expect(report.slow).toEqual(['RH_MODULE_LOAD', 'RH_MODULE_LOAD', 'at last'])
  })

  it('a module that throws what cannot be read does not end the process', () => {
    expect(report.throwing).toBe('RH_MODULE_LOAD')
  })

  it('an edit does not show, and no request asks the file system', () => {
    expect(report.edited).toBe(1)
    expect(report.fileSystemCalls).toBe(0)
  })

  it('nothing of reloading is loaded but the data types that the hooks are written with', () => {
    const types = ['graph.js', 'purged-url.js', 'record.js', 'stamp.js']
    expect(report.development.sort()).toEqual(types)
  })
})
