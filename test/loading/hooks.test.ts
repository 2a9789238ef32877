/** How the hooks behave in the process as a whole. */
import { join } from 'node:path'
import { DIST, NODES, project, reportOf, run } from './child'
import { inspect } from './nodes'

describe.each(NODES.map(inspect))('Node $version', node => {
  it('HOOK-1: a second mount adds its own wish for next/*', async () => {
    const ended = await run(node.path, project('scopes'), ['server.js'])
    expect(reportOf(ended)).toEqual({ first: 'RH_NEXT_IMPORT_UNRESOLVED', second: 'mapped' })
  })

  it('HOOK-4: mounting in a worker thread installs the hooks there', async () => {
    const ended = await run(node.path, project('worker'), ['server.js'])
    expect(reportOf(ended)).toEqual({ names: ['GET'], inWorker: ['GET'] })
  })

  it('HOOK-4: threads and cluster children inherit register, scripts given as text do not', async () => {
    const flags = ['--import', join(DIST, 'src/register.js')]
    const ended = await run(node.path, project('threads'), [...flags, 'server.js'])
    expect(reportOf(ended)).toEqual({
      file: 'header function',
      cluster: 'header function',
      script: expect.stringMatching(/^ERR_/),
    })
  })

  it('TSC-3: paths in compiled output lead to compiled files', async () => {
    const ended = await run(node.path, project('compiled'), ['out/server.js'])
    expect(reportOf(ended)).toEqual({ shared: true })
  })

  it('register serves static imports of next/* and TypeScript before any mount', async () => {
    const flags = ['--import', join(DIST, 'src/register.js')]
    const ended = await run(node.path, project('preloaded'), [...flags, 'server.js'])
    expect(reportOf(ended)).toEqual({ session: 'header function' })
  })

  it('TS-1: plain JavaScript never loads the native compiler', async () => {
    const ended = await run(node.path, project('plain'), ['server.js'])
    expect(reportOf(ended)).toEqual({ compilers: [] })
  })

  it('THR-2: the process ends by itself and says nothing', async () => {
    const ended = await run(node.path, project('project', 'hosts/js-cjs'), [
      'server.js',
      'basic/route.ts',
    ])
    expect(ended).toMatchObject({ code: 0, stderr: '' })
  })
})
