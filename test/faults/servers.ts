/** One server per host and setup, started by the first row that asks and stopped after the last. */
import type { Running } from '../hosts/host/running'
import type { Setup } from '../hosts/host/setup'
import type { Host, HostName } from '../hosts/hosts'

const started = new Map<HostName, Map<Setup, Promise<Running>>>()

export function serverOf(host: Host, setup: Setup): Promise<Running> {
  const ofHost = started.get(host.name) ?? new Map<Setup, Promise<Running>>()
  started.set(host.name, ofHost)
  const server = ofHost.get(setup) ?? host.start(setup)
  ofHost.set(setup, server)
  return server
}

afterAll(async () => {
  const all = [...started.values()].flatMap(ofHost => [...ofHost.values()])
  await Promise.all(all.map(async server => (await server).stop()))
})
