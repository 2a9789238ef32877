/** A proxy of a bundled server: one of the keys of its manifest. */
import { createRoutes } from '../../../src/create-routes'

const GET = () => new Response('route')
const proxy = { default: () => new Response('front') }
const ask = async (manifest: Record<string, object>, options = {}) => {
  const routes = createRoutes(manifest as never, options)
  return (await routes.fetch(new Request('http://h/a'))).text()
}

it.each([
  ['../proxy.ts', 'a/route.ts', 16, 'front'],
  ['../middleware.js', 'a/route.ts', 16, 'front'],
  ['../middleware.js', 'a/route.ts', 15, 'front'],
  ['../proxy.ts', 'a/route.ts', 15, 'route'],
  ['./proxy.ts', './app/a/route.ts', 16, 'front'],
  ['/src/proxy.ts', '/src/app/a/route.ts', 16, 'front'],
])('%s beside %s under compat %d: the %s answers', async (key, route, compat, expected) => {
  expect(await ask({ [key]: proxy, [route]: { GET } }, { compat })).toBe(expected)
})

it('a file of that name inside is refused, as any that is no route file', async () => {
  await expect(ask({ 'a/proxy.ts': proxy })).rejects.toThrow('names no route file')
})
