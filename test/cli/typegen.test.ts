/** `route-handlers typegen`; what it writes is tested by test/unit/typegen and test/types. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { project, removeProjects, routeHandlers } from './project'

afterAll(removeProjects)

const root = project({
  'tsconfig.json': {},
  'app/users/[id]/route.ts': 'throw new Error("TYP-6: no route file is run")',
})

describe('route-handlers typegen', () => {
  it('TYP-1: writes the types and next-env.d.ts without running a route file', async () => {
    const { code, stdout, stderr } = await routeHandlers(root, ['typegen'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout.trim().split('\n')).toContain('Wrote next-env.d.ts')
    const types = readFileSync(join(root, '.route-handlers/types/routes.d.ts'), 'utf8')
    expect(types).toContain('/users/[id]')
  })

  it('TYP-2: writes nothing where nothing changed', async () => {
    await routeHandlers(root, ['typegen'])
    const { stdout } = await routeHandlers(root, ['typegen'])
    expect(stdout).toBe('The types are up to date.\n')
  })

  it('exits with 1 where the routes conflict', async () => {
    const twice = project({ 'app/a/[x]/route.js': '', 'app/a/[y]/route.js': '' })
    expect((await routeHandlers(twice, ['typegen'])).code).toBe(1)
  })
})
