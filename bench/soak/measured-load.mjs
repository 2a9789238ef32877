/** Load between two settled states of a server: what every promise about leaks is made of. */
import { once } from 'node:events'
import { startLoad } from './processes.mjs'
import { atMost, equal, MB, times } from './program.mjs'

const CONNECTIONS = 50

/**
 * Warms the server up, settles it, sends the load and settles it again.
 *
 * @param requests - autocannon's, sent in turn over each connection.
 */
export async function loadBetweenStates(server, requests, amount) {
  const load = startLoad('load.mjs', [])
  const send = async count => {
    load.send({ url: server.url, connections: CONNECTIONS, amount: count, requests })
    return (await once(load, 'message'))[0]
  }
  try {
    await send(times(20_000))
    const before = await server.ask('settled')
    await server.ask('reset')
    const result = await send(amount)
    return { ...result, before, after: await server.ask('settled') }
  } finally {
    load.disconnect()
  }
}

/** Heap, resources and listeners back to where they were. */
export function backToBase({ before, after }) {
  return [
    atMost('heap growth', (after.heap - before.heap) / MB, 2, ' MB'),
    equal('active resources', after.resources, before.resources),
    equal('listeners on process and server', after.listeners, before.listeners),
    equal('messages alive', after.messages, 0),
    equal('faults of the process', after.counts.faults, 0),
  ]
}
