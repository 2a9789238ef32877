/** Tests without a port, and manifests as people and bundlers give them. */
import { createRoutes, type RouteManifest } from 'route-handlers'
import { createRequestListener } from 'route-handlers/node'
import { callRoute, type TestRoutes, testRoutes } from 'route-handlers/testing'
import type * as route from './route.js'

declare const module: typeof route
declare const glob: Record<string, () => Promise<unknown>>
declare const eager: Record<string, typeof route>

const manifest: RouteManifest = {
  'a/route.ts': async () => module,
  'b/route.ts': module,
}
createRoutes(manifest)
createRequestListener(glob)
createRoutes(eager)

// @ts-expect-error A path is no module.
createRoutes({ 'a/route.ts': './a/route.ts' })

const routes: TestRoutes = testRoutes('./app', {
  origin: 'https://example.com',
  context: request => ({ agent: request.headers.get('user-agent') }),
})

export async function test(): Promise<unknown> {
  await routes.fetch(new URL('https://example.com/'), { method: 'POST', json: [{ a: 1 }] })
  await routes.fetch('/', { method: 'PUT', body: new Blob(['']).stream(), headers: { a: 'b' } })
  // @ts-expect-error There is no such option.
  await routes.fetch('/', { jason: {} })
  await callRoute(Promise.resolve(module), '/a', { params: { id: '7', rest: ['a'] } })
  await callRoute(async () => module, '/a', { route: '/[id]', options: { compat: 15 } })
  // @ts-expect-error Parameters are decoded strings.
  await callRoute(module, '/a', { params: { id: 7 } })
  const response: Response = await routes.fetch('/')
  await routes.close({ graceMs: 0 })
  return response.json()
}
