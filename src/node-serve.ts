/**
 * One request of a host that speaks Connect's language: `(req, res, next)`. Express and plain Node
 * differ only in what their adapter tells about a request.
 */
import { deliver } from './delivery.js'
import { targetsOf } from './http/request/targets.js'
import { type HostView, type MessagePair, NodeExchange } from './node-exchange.js'
import { hasAnswered, type Next, NodeOutlet } from './node-outlet.js'
import type { Destination, RouteDirectory } from './routes.js'

/** Answers a request whose path is ours, or gives it back through `next`. */
export function serve<Host extends MessagePair>(
  routes: RouteDirectory,
  found: Destination,
  host: Host,
  view: HostView<Host>,
  next: Next,
): void {
  const { req, res } = host
  const targets = targetsOf(req)
  if (targets === undefined) return next()
  // Nothing of ours is behind what only stands in front: the host goes on as it would without us.
  if (res.headersSent && 'front' in found && found.found === undefined) return next()
  if (hasAnswered(routes, host, next)) return
  const exchange = new NodeExchange(host, targets.full, routes.settings, view)
  if (exchange.lifecycle.gone || !routes.begin(req)) return
  void deliver(routes, found, exchange, new NodeOutlet(routes, res, exchange, next))
}
