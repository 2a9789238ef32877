import { createRoutes } from '../../src/index'

const GET = () => new Response()

describe('ready()', () => {
  it('loads a bounded number of files at a time: their deadlines must not count each other', async () => {
    let atWork = 0
    let most = 0
    const load = async () => {
      atWork += 1
      most = Math.max(most, atWork)
      await new Promise(setImmediate)
      atWork -= 1
      return { GET }
    }
    const paths = Array.from({ length: 200 }, (_, at) => `r${at}/route.ts`)
    await createRoutes(Object.fromEntries(paths.map(path => [path, load]))).ready()
    expect(most).toBe(16)
  })

  it('names files that fail in their order, whichever fails first', async () => {
    const failing = (ms: number) => async () => {
      await new Promise(resolve => setTimeout(resolve, ms))
      throw new Error(`after ${ms}`)
    }
    const routes = createRoutes({ 'a/route.ts': failing(20), 'b/route.ts': failing(1) })
    await expect(routes.ready()).rejects.toThrow(/a\/route\.ts[\s\S]*b\/route\.ts/)
  })
})
