/** The command of the installed package. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './child'
import { install, MANIFEST, removeFolders } from './tarball'

afterAll(removeFolders)

it('npx route-handlers runs, and finds the hooks and the compiler of its own package', async () => {
  const folder = await install({})
  const npx = (...args: string[]) => run('npx', ['--no', '--', 'route-handlers', ...args], folder)
  expect(await npx('--version')).toBe(`${MANIFEST.version}\n`)

  mkdirSync(join(folder, 'app/a'), { recursive: true })
  const route =
    "import { after } from 'next/server'\nexport const GET = (r: Request) => after(() => {})"
  writeFileSync(join(folder, 'app/a/route.ts'), route)
  expect(await npx('routes')).toMatch(/^GET +\/a +app\/a\/route\.ts$/m)
  expect(await npx('check')).toContain('1 route: 0 errors, 0 warnings')
}, 120_000)
