/** node:http and node:http2: a hand-written Connect chain in front of createRequestListener(). */
import http from 'node:http'
import http2 from 'node:http2'
import { connectStack } from './connect-stack'
import type { ConnectMiddleware } from './layer'
import { loose } from './loose'
import { directory, inlinePath, options, stack } from './mount'
import { type Recordings, Running, recordings } from './running'
import type { Setup } from './setup'

function chain(steps: readonly ConnectMiddleware[], listener: (req: any, res: any) => unknown) {
  return (req: any, res: any) => {
    const go = (at: number, error?: unknown): unknown => {
      if (error) {
        res.statusCode = 500
        return res.end(`a middleware failed: ${error}`)
      }
      const next = steps[at]
      return next ? next(req, res, problem => go(at + 1, problem)) : listener(req, res)
    }
    go(0)
  }
}

/** Plain Node hands every error to `onError`, so both recordings get it. */
function nodeOptions(setup: Setup, seen: Recordings): Record<string, unknown> {
  const record = (error: unknown) => {
    seen.errors.push(error)
    seen.reported.push(error)
  }
  const own = setup.path === undefined ? {} : { basePath: setup.path }
  const trust = setup.trustProxy === undefined ? {} : { trustProxy: setup.trustProxy }
  return { ...options(setup, seen), onError: record, ...own, ...trust, ...setup.options }
}

export async function startNode(protocol: 'http' | 'http2', setup: Setup): Promise<Running> {
  const seen = recordings()
  const inline = inlinePath(setup)
  const { createRequestListener } = loose('route-handlers/node')
  const express = loose('express')
  const steps = stack(
    setup,
    names => connectStack(names, express),
    layer => layer.connect,
  )
  const mount = createRequestListener(directory(setup), nodeOptions(setup, seen))
  const { createServer } = protocol === 'http' ? http : http2
  const server = (createServer as typeof http.createServer)(chain(steps, mount))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  if (!setup.cold) await mount.ready()
  return new Running({ server, mount, mounts: [mount], seen, inline, http2: protocol === 'http2' })
}
