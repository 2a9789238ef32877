/** Packages beside the routes that another resolution would get wrong. */
import { cpSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { NODES, project, reportOf, run } from './child'
import { inspect } from './nodes'

const NEXT_FEATURES = ['full/route.ts', 'nextlib/route.ts', 'nm/route.ts', 'nmc/route.ts']

describe.each(NODES.map(inspect))('Node $version', node => {
  it('a workspace package in TypeScript is compiled, and shared with the server', async () => {
    const cwd = project('monorepo')
    mkdirSync(join(cwd, 'node_modules/@acme'))
    symlinkSync(join(cwd, 'packages/shared'), join(cwd, 'node_modules/@acme/shared'), 'dir')
    const ended = await run(node.path, join(cwd, 'apps/server'), ['server.js'])
    expect(reportOf(ended)).toEqual({ shared: true, plan: 'free' })
  })

  it('a library file with export is a module, where the package says "type": "commonjs" too', async () => {
    const cwd = project('project', 'hosts/js-cjs', 'mislabelled')
    const ended = await run(node.path, cwd, ['server.js', 'mislabelled/route.js'])
    expect(reportOf(ended)).toEqual({ 'mislabelled/route.js': { shared: true } })
  })

  it.each(['js-esm', 'js-cjs'])('RES-3: next/* is ours where next is installed, %s', async host => {
    const cwd = project('project', join('hosts', host))
    cpSync(join(__dirname, 'fixtures/next-stub'), join(cwd, 'node_modules/next'), {
      recursive: true,
    })
    const report = reportOf(await run(node.path, cwd, ['server.js', ...NEXT_FEATURES]))
    expect(report).toEqual({
      'full/route.ts': { shared: true, sameClass: true },
      'nextlib/route.ts': { shared: true, mapped: true },
      'nm/route.ts': { shared: true, sameClass: true },
      'nmc/route.ts': { shared: true, sameClass: true },
    })
  })
})
