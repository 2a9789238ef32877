/** Route files run in the process of the command; how it ends must not depend on them. */
import { project, removeProjects, routeHandlers } from './project'

afterAll(removeProjects)

const GET = '\nexport const GET = () => new Response()\n'
const mounted = (source: string) => project({ 'app/a/route.mjs': source + GET })
const routes = (root: string, ...more: string[]) =>
  routeHandlers(root, ['routes', '--json', '--extensions', 'mjs', ...more])

describe('the process', () => {
  it('ends although a route file keeps a connection open', async () => {
    const { code, stdout } = await routes(mounted('setInterval(() => {}, 1000)'))
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toHaveLength(1)
  })

  it('keeps what a route file prints out of its own output', async () => {
    const { stdout, stderr } = await routes(mounted('console.log("connected")'))
    expect(JSON.parse(stdout)).toHaveLength(1)
    expect(stderr).toBe('connected\n')
  })

  it('survives an error in the background of a route file, and tells of it', async () => {
    const { code, stdout, stderr } = await routes(
      mounted(
        'Promise.reject(new Error("refused")); setImmediate(() => { throw new Error("late") })',
      ),
    )
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toHaveLength(1)
    expect(stderr).toContain("Meanwhile, in no route file's own loading: Error: refused")
  })

  it('is not taken for fine when a route file calls process.exit()', async () => {
    const { code, stdout, stderr } = await routes(mounted('process.exit(0)'))
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('The process was ended while app/a/route.mjs was being loaded')
  })

  it('gives up a top-level await that does not end', async () => {
    const root = mounted('await new Promise(() => {})')
    const { code, stdout } = await routes(root, '--timeout', '0.2')
    expect(code).toBe(1)
    expect(JSON.parse(stdout)[0].error.message).toMatch(/was not loaded after 0\.2 s/)
  })

  it('writes long output to a pipe completely', async () => {
    const files = Array.from({ length: 400 }, (_, at) => [
      `app/r${at}/${'x'.repeat(80)}/route.js`,
      GET,
    ])
    const { stdout } = await routeHandlers(project(Object.fromEntries(files)), ['routes', '--json'])
    expect(JSON.parse(stdout)).toHaveLength(400)
  })
})
