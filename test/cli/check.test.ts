/** `route-handlers check`: how it reports, and how it ends. What it finds is in check-findings. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { project, removeProjects, routeHandlers } from './project'

afterAll(removeProjects)

const GET = 'export const GET = () => new Response()\n'
const clean = project({
  'package.json': { type: 'module' },
  'app/a/route.js': GET,
  'app/b/route.js': GET,
})
const doubtful = project({ 'app/a/route.js': `${GET}export const helper = 1\n` })
const broken = project({
  'app/a/route.ts': 'type A = 1\nexport const GET = 1\n',
  'app/b/route.ts': '\nnull.length\n',
  'app/c/page.tsx': '',
  'app/c/route.ts': GET,
})

describe('route-handlers check', () => {
  it('exits with 0 and counts where nothing is found', async () => {
    const { code, stdout, stderr } = await routeHandlers(clean, ['check'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toBe('2 routes: 0 errors, 0 warnings\n')
  })

  it('prints place, severity, code, message and fix', async () => {
    const { stdout } = await routeHandlers(doubtful, ['check'])
    expect(stdout.split('\n')).toEqual([
      'app/a/route.js',
      '  2: warning unknown-export',
      '    "helper" has no meaning in a route file.',
      '    → Correct its name, or move it to a file that is not called route.',
      '',
      '1 route: 0 errors, 1 warning',
      '',
    ])
  })

  it('prints an array of findings with --json, and nothing else', async () => {
    const { stdout } = await routeHandlers(doubtful, ['check', '--json'])
    expect(JSON.parse(stdout)).toEqual([
      {
        severity: 'warning',
        code: 'unknown-export',
        file: 'app/a/route.js',
        line: 2,
        message: '"helper" has no meaning in a route file.',
        fix: 'Correct its name, or move it to a file that is not called route.',
      },
    ])
  })

  it.each([
    [[], 0],
    [['--strict'], 1],
    [['--strict', '--skip', 'unknown-export,own-import'], 0],
  ])('exits for a warning with %j as %i says', async (options, expected) => {
    expect((await routeHandlers(doubtful, ['check', ...options])).code).toBe(expected)
  })

  it('finds every error at once, with source lines and without stacks', async () => {
    const { code, stdout } = await routeHandlers(broken, ['check'])
    expect(code).toBe(1)
    expect(stdout).toMatch(/^app\/a\/route.ts\n {2}2: error RH_INVALID_EXPORT\n/m)
    expect(stdout).toMatch(/^app\/b\/route.ts\n {2}2: error RH_MODULE_LOAD\n/m)
    expect(stdout).toMatch(/^ {4}> 2 \| null\.length$/m)
    expect(stdout).toMatch(/^app\/c\/route.ts\n {2}error RH_ROUTE_CONFLICT\n/m)
    expect(stdout).toMatch(/^ {4}→ Move the route below the page, e\.g\. into "api\/"\.$/m)
    expect(stdout).toMatch(/^2 routes: 3 errors, 0 warnings$/m)
    expect(stdout).not.toMatch(/^\s+at /m)
  })

  it('adds the stacks with --debug', async () => {
    const { stdout } = await routeHandlers(broken, ['check', '--debug'])
    expect(stdout).toMatch(/^\s+at .*app\/b\/route\.ts:2:6\)?$/m)
  })

  it('says how to check the types where the project has a tsconfig.json', async () => {
    const root = project({ 'app/a/route.js': GET, 'tsconfig.json': {} })
    const first = await routeHandlers(root, ['check'])
    expect(first.stdout).toContain(
      'npx route-handlers typegen && npx tsc --noEmit -p .route-handlers',
    )
    await routeHandlers(root, ['typegen'])
    const { stdout } = await routeHandlers(root, ['check'])
    expect(stdout).toContain('here: npx tsc --noEmit -p .route-handlers/tsconfig.json')
  })

  it('recovers with the file', async () => {
    const root = project({ 'app/a/route.js': 'export const GET = (' })
    expect((await routeHandlers(root, ['check'])).code).toBe(1)
    writeFileSync(join(root, 'app/a/route.js'), GET)
    expect((await routeHandlers(root, ['check'])).code).toBe(0)
  })
})
