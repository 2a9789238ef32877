/** Servers of the hosts table for thousands of requests: a connection for each, closed after it. */
import { Wire } from '../hosts/client/wire'
import type { Running } from '../hosts/host/running'
import type { Setup } from '../hosts/host/setup'
import { type HostName, hosts } from '../hosts/hosts'

/** One of each kind; the table holds that their versions do not differ. */
export const KINDS = ['express5', 'koa3', 'node:http'] as const

/** Starts the hosts before the tests of a file, and stops them after. */
export function serving(setup: Setup, names: readonly HostName[] = KINDS): () => Running[] {
  let running: Running[] = []
  beforeAll(async () => {
    running = await Promise.all(
      names.map(name => hosts.find(host => host.name === name)!.start(setup)),
    )
  })
  afterAll(() => Promise.all(running.map(host => host.stop())))
  return () => running
}

/** A raw connection for the time of `use`. */
export async function connected<T>(
  { port }: { readonly port: number },
  use: (wire: Wire) => Promise<T>,
): Promise<T> {
  const wire = await Wire.open(port)
  try {
    return await use(wire)
  } finally {
    wire.close()
  }
}
