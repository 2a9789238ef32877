/** The command line itself: help, version, mistakes, and the exit codes that tell them apart. */
import manifest from '../../package.json'
import { project, removeProjects, routeHandlers } from './project'

afterAll(removeProjects)

const GET = 'export const GET = () => new Response()'
const root = project({ 'app/a/route.js': GET })

describe('the command', () => {
  it('prints the version of the package', async () => {
    const { code, stdout } = await routeHandlers(root, ['--version'])
    expect([code, stdout]).toEqual([0, `${manifest.version}\n`])
  })

  it('names every command in its help', async () => {
    const { code, stdout } = await routeHandlers(root, ['--help'])
    expect(code).toBe(0)
    for (const name of ['routes', 'typegen', 'check']) expect(stdout).toContain(`  ${name} [`)
  })

  it.each([
    [[], /Usage: route-handlers/, 'without a command'],
    [['rotes'], /Did you mean routes\?/, 'an unknown command'],
    [['check', '--jsn'], /Did you mean --json\?/, 'an unknown option'],
    [['check', 'app', 'more'], /too many arguments/, 'two directories'],
    [['check', '--compat', '13'], /Allowed choices are 14, 15, 16/, 'an unknown version'],
    [['check', '--skip', 'everything'], /The codes are: .*unknown-export/, 'an unknown code'],
    [['check', '--timeout', 'soon'], /a number of seconds/, 'no number'],
    [['routes', '--base-path', 'api'], /RH_INVALID_OPTION: .*"basePath"/, 'a bad base path'],
    [['routes', 'nowhere'], /RH_DIRECTORY_MISSING: /, 'a directory that is not there'],
  ])('exits with 2 for %j: %s', async (args, message) => {
    const { code, stdout, stderr } = await routeHandlers(root, args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(message)
    expect(stderr).not.toMatch(/^\s+at /m)
  })

  it('shows the stack of an error with --debug', async () => {
    const { stderr } = await routeHandlers(root, ['routes', 'nowhere', '--debug'])
    expect(stderr).toMatch(/^\s+at /m)
  })
})

describe('the directory', () => {
  it('is ./app, as in Next.js also where there is ./src/app', async () => {
    const both = project({ 'app/a/route.js': GET, 'src/app/b/route.js': GET })
    const { stdout } = await routeHandlers(both, ['routes'])
    expect(stdout).toContain('app/a/route.js')
    expect(stdout).not.toContain('/b')
  })

  it('is ./src/app where there is no ./app', async () => {
    const { stdout } = await routeHandlers(project({ 'src/app/b/route.js': GET }), ['routes'])
    expect(stdout).toContain('src/app/b/route.js')
  })

  it('is asked for where there is neither', async () => {
    const { code, stderr } = await routeHandlers(project({}), ['typegen'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/RH_DIRECTORY_MISSING: There is neither .*app nor .*src\/app\. Name/)
  })
})
