/** The network between the clients and the hosts of the table, by the environment `RH_CHAOS`. */
import { exceptions } from './exceptions'
import { dribble, rechunk, seeded } from './pieces'
import { type ChaosProxy, startProxy, type Way } from './proxy'

/** Of the re-chunking; printed when a file is done. */
const seed = Number(process.env['RH_SEED'] ?? Math.floor(Math.random() * 2 ** 32))

const ways: Readonly<Record<string, Way>> = {
  dribble: { split: dribble },
  rechunk: { split: rechunk(seeded(seed)) },
}

/** `undefined` on a calm day. */
export function weather(): string | undefined {
  const name = process.env['RH_CHAOS']
  if (name === undefined || name in ways) return name
  throw new Error(`RH_CHAOS is ${name}, and can be: ${Object.keys(ways).join(', ')}`)
}

export function report(): void {
  if (weather() === 'rechunk') process.stdout.write(`chaos: rechunk, RH_SEED=${seed}\n`)
}

/** Both directions through the bad network; nothing on a calm day. */
export async function proxyTo(port: number): Promise<ChaosProxy | undefined> {
  const name = weather()
  if (name === undefined) return undefined
  const way = ways[name]!
  return startProxy(port, { toServer: way, toClient: way })
}

/** Whether a rule of the table measures the network itself. */
export function measuresNetwork(title: string): boolean {
  return weather() !== undefined && exceptions.some(([sentence]) => title.endsWith(sentence))
}
