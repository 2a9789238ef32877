/** The network between the clients and the hosts of the table, by the environment `RH_CHAOS`. */
import { exceptions } from './exceptions'
import { dribble, rechunk, seeded } from './pieces'
import { type ChaosProxy, startProxy, type Way } from './proxy'

/** Of the re-chunking; printed once for a file. */
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

let told = false

/** Both directions through the bad network; nothing on a calm day. */
export async function proxyTo(port: number): Promise<ChaosProxy | undefined> {
  const name = weather()
  if (name === undefined) return undefined
  if (name === 'rechunk' && !told) process.stdout.write(`rechunk: RH_SEED=${seed}\n`)
  told = true
  const way = ways[name]!
  return startProxy(port, { toServer: way, toClient: way })
}

/** Whether a rule stays out of the weather, because it measures the network or by `RH_HOSTS`. */
export function isLeftOut(host: string, sentence: string): boolean {
  const chosen = process.env['RH_HOSTS']
  if (chosen !== undefined && !chosen.split(',').includes(host)) return true
  return weather() !== undefined && exceptions.some(([title]) => title === sentence)
}
