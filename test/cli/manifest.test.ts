/** `route-handlers manifest`; its text is tested by test/unit/manifest, what it is for by test/bundle. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { project, removeProjects, routeHandlers } from './project'

afterAll(removeProjects)

const files = { 'src/app/users/[id]/route.ts': 'throw new Error("no route file is run")' }
const manifest = (root: string, ...args: string[]) => routeHandlers(root, ['manifest', ...args])
const textOf = (root: string, file: string) => readFileSync(join(root, file), 'utf8')

describe('route-handlers manifest', () => {
  it('writes the module beside the directory, without running a route file', async () => {
    const root = project(files)
    const { code, stdout, stderr } = await manifest(root)
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: 'Wrote src/routes.gen.ts\n',
      stderr: '',
    })
    expect(textOf(root, 'src/routes.gen.ts')).toContain(
      "'users/[id]/route.ts': () => import('./app/users/[id]/route.js'),",
    )
  })

  it('writes the file that --out names, in folders that it makes', async () => {
    const root = project(files)
    expect((await manifest(root, 'src/app', '--out', 'gen/routes.js')).code).toBe(0)
    expect(textOf(root, 'gen/routes.js')).toContain("import('../src/app/users/[id]/route.ts')")
  })

  it('--check writes nothing, and exits with 1 until the file is up to date', async () => {
    const root = project(files)
    const missing = await manifest(root, '--check')
    expect(missing).toMatchObject({ code: 1, stdout: expect.stringContaining('not up to date') })
    expect(existsSync(join(root, 'src/routes.gen.ts'))).toBe(false)
    await manifest(root)
    const stdout = 'src/routes.gen.ts is up to date.\n'
    expect(await manifest(root, '--check')).toMatchObject({ code: 0, stdout })
    writeFileSync(join(root, 'src/routes.gen.ts'), '')
    expect((await manifest(root, '--check')).code).toBe(1)
  })

  it('exits with 1 where the routes conflict', async () => {
    const root = project({ 'app/a/[x]/route.js': '', 'app/a/[y]/route.js': '' })
    expect((await manifest(root)).code).toBe(1)
  })
})
