/** Node's permission model: what has to be allowed, and what is said when it is not. */
import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import { DIST, NODES, project, reportOf, run } from './child'
import { inspect, type NodeBinary } from './nodes'

const PACKAGES = join(__dirname, '../../node_modules')

function flagsFor({ major }: NodeBinary, cwd: string): string[] {
  const readable = [cwd, join(realpathSync(DIST), '..'), PACKAGES].map(
    path => `--allow-fs-read=${path}/*`,
  )
  // Node 20 starts a thread for its hooks.
  return major < 22
    ? ['--experimental-permission', '--allow-worker', ...readable]
    : ['--permission', ...readable]
}

describe.each(NODES.map(inspect))('Node $version', node => {
  const cwd = realpathSync(project('project', 'hosts/js-esm'))
  const flags = flagsFor(node, cwd)

  it('HOOK-5: JavaScript routes need nothing but their files', async () => {
    const ended = await run(node.path, cwd, [...flags, 'server.js', 'js/route.js'])
    expect(reportOf(ended)).toEqual({ 'js/route.js': { shared: true } })
  })

  it('HOOK-5: TypeScript routes need --allow-addons, and the error says so', async () => {
    const ended = await run(node.path, cwd, [...flags, 'server.js', 'basic/route.ts'])
    expect(reportOf(ended)['basic/route.ts']).toMatchObject({
      code: 'RH_MODULE_LOAD',
      cause: 'RH_TRANSPILER_UNAVAILABLE',
      message: expect.stringContaining('add --allow-addons'),
    })
  })

  it('HOOK-5: with --allow-addons, TypeScript loads', async () => {
    const args = [...flags, '--allow-addons', 'server.js', 'basic/route.ts']
    const ended = await run(node.path, cwd, args)
    expect(reportOf(ended)).toEqual({ 'basic/route.ts': { shared: true } })
  })
})
