/**
 * A bad network (reliability 5.2): `node:net` between a client and a server, with faults of its own
 * for each direction. Whatever is not asked for passes as it is: FIN as FIN, RST as RST, and a
 * reader that is slow slows down the writer.
 */
import { once } from 'node:events'
import net from 'node:net'
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises'

/** What happens to the bytes that go one way. */
export interface Way {
  /** Milliseconds that each piece waits. */
  readonly delayMs?: number
  /** How bytes that arrived together travel on; together, unless given. */
  readonly split?: (bytes: Buffer) => Iterable<Buffer>
  /** Bytes that pass before the fault. */
  readonly after?: number
  /**
   * `fin` and `rst` end the connection, to both sides; `half-close` ends this direction alone, and
   * `stall` leaves everything open and carries nothing on.
   */
  readonly fault?: 'fin' | 'rst' | 'half-close' | 'stall'
}

export interface Weather {
  readonly toServer?: Way
  readonly toClient?: Way
}

export interface ChaosProxy {
  readonly port: number
  close(): Promise<void>
}

/** Starts a proxy in front of a port of this machine; each connection has the same weather. */
export async function startProxy(target: number, weather: Weather = {}): Promise<ChaosProxy> {
  const sockets = new Set<net.Socket>()
  const keep = (socket: net.Socket) => {
    sockets.add(socket.once('close', () => sockets.delete(socket)))
    // The other side is told by `carry`.
    return socket.on('error', () => {})
  }
  const server = net.createServer({ allowHalfOpen: true, noDelay: true }, client => {
    const upstream = net.connect({ port: target, host: '127.0.0.1', allowHalfOpen: true })
    upstream.setNoDelay(true)
    carry(keep(client), keep(upstream), weather.toServer ?? {})
    carry(upstream, client, weather.toClient ?? {})
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as net.AddressInfo).port,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

async function carry(from: net.Socket, to: net.Socket, way: Way): Promise<void> {
  from.once('error', () => to.resetAndDestroy())
  let left = way.after ?? Number.POSITIVE_INFINITY
  try {
    if (left === 0) return await fail(from, to, way)
    for await (const bytes of from.iterator({ destroyOnReturn: false })) {
      await pass(bytes.subarray(0, left), to, way)
      left -= Math.min(left, bytes.length)
      if (left === 0) return await fail(from, to, way)
    }
    to.end()
  } catch {
    // Whichever side broke, the other was told by its `error`; a side that just went away ends.
    if (!to.destroyed) to.destroySoon()
  }
}

async function pass(bytes: Buffer, to: net.Socket, { split, delayMs }: Way): Promise<void> {
  for (const piece of split?.(bytes) ?? [bytes]) {
    // Written in one turn of the event loop, pieces would arrive as one.
    await (delayMs === undefined ? turn() : sleep(delayMs))
    if (to.destroyed || to.write(piece)) continue
    const given = new AbortController()
    const { signal } = given
    await Promise.race([once(to, 'drain', { signal }), once(to, 'close', { signal })]).finally(() =>
      given.abort(),
    )
  }
}

async function fail(from: net.Socket, to: net.Socket, { fault }: Way): Promise<void> {
  // libuv reports data and a reset that it finds together as data and a clean end.
  if (fault === 'rst') await sleep(2)
  if (fault === 'half-close') {
    to.end()
    from.resume()
  } else if (fault === 'rst') {
    to.resetAndDestroy()
    from.resetAndDestroy()
  } else if (fault === 'fin') {
    to.destroySoon()
    from.destroySoon()
  }
}
