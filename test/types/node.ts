/** A program without a framework: plain Node, the converter, and the object behind every adapter. */
import { createServer } from 'node:http'
import { createServer as createHttp2Server, createSecureServer } from 'node:http2'
import { createRoutes, type ErrorCode, host, pass, RouteHandlersError } from 'route-handlers'
import { createRequestListener, sendResponse, toRequest } from 'route-handlers/node'

const listener = createRequestListener('./app', { trustProxy: 'loopback' })
createServer(listener)
createHttp2Server(listener)
createSecureServer({ allowHTTP1: true }, listener)

createServer((req, res) => listener(req, res, error => res.end(String(error))))

createServer(async (req, res) => {
  const request: Request = toRequest(req, res)
  await sendResponse(new Response(request.body), res)
})

const routes = createRoutes('./app', { origin: 'https://example.com', trailingSlash: 'strict' })
export const ready: Promise<void> = routes.ready()

export function GET(): Response {
  const { kind, req, ip } = host()
  const only: 'node' = kind
  const address: string | undefined = req.socket.remoteAddress
  return Math.random() < 0.5 ? pass() : Response.json([only, address, ip])
}

export function statusOf(error: unknown): number {
  if (!(error instanceof RouteHandlersError)) return 500
  const code: ErrorCode = error.code
  return code === 'RH_NO_HOST' ? 500 : error.status
}

// @ts-expect-error not one of the three
createRoutes('./app', { trailingSlash: true })
// @ts-expect-error one origin, as a string
createRoutes('./app', { origin: new URL('https://example.com') })
// @ts-expect-error there is no host to make a context of
createRoutes('./app', { context: () => ({}) })
// @ts-expect-error a listener needs a request and a response
createServer(req => listener(req))
// @ts-expect-error what is sent is a Response
createServer((_req, res) => void sendResponse('text', res))
// @ts-expect-error no such code
new RouteHandlersError('RH_NOTHING', 'nothing')
// @ts-expect-error no Koa and no Express in this program
host().ctx
