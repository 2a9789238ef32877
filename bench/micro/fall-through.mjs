/** What a request costs that no route file matches: the middleware is called and calls `next()`. */
import { fileURLToPath } from 'node:url'
import distribution from '../servers/dist.cjs'
import { incoming, outgoing } from './messages.mjs'
import { time } from './time.mjs'

const CALLS = 10_000

export async function fallThrough() {
  const { routeHandlers } = distribution.adapter('express')
  const app = fileURLToPath(new URL('../app/next-response', import.meta.url))
  const middleware = routeHandlers(app)
  const req = Object.assign(incoming('/legacy/orders/17'), {
    originalUrl: '/legacy/orders/17',
    baseUrl: '',
  })
  const res = outgoing(req)
  let passed = 0
  const next = () => passed++
  const call = () => middleware(req, res, next)
  const nanoseconds = await time(call)
  if (passed === 0) throw new Error('the middleware does not call next()')
  // The first reading counts what compiling it took.
  return { nanoseconds, bytes: Math.min(bytesOf(call), bytesOf(call), bytesOf(call)) }
}

/** Allocated by one call. So few calls that nothing is collected between the readings. */
function bytesOf(call) {
  globalThis.gc()
  const before = process.memoryUsage().heapUsed
  for (let n = 0; n < CALLS; n++) call()
  return Math.round((process.memoryUsage().heapUsed - before) / CALLS)
}
