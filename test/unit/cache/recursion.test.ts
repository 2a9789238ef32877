/** Whatever functions call whatever others: no call waits for itself, and none is lost. */
import { setImmediate as turn } from 'node:timers/promises'
import { cacheLife } from '../../../src/next/cache'
import { cached, freshRuntime, idle, invalidate } from './cached'
import { randomOf } from './engine/random'

const SEEDS = Array.from({ length: 150 }, (_, index) => index + 1)
const FUNCTIONS = 5
const CALLS = 12
const MAX_RUNS = 400

beforeEach(() => void freshRuntime())

it.each(SEEDS)(
  'random calls of functions that call each other end (seed %d)',
  async seed => {
    const random = randomOf(seed)
    const below = (limit: number): number => Math.floor(random() * limit)
    let runs = 0
    const functions = Array.from({ length: FUNCTIONS }, () => {
      const kind = random() < 0.15 ? 'private' : 'default'
      const body = async (argument: number): Promise<number> => {
        runs += 1
        if (random() < 0.3) cacheLife({ revalidate: 0.001, expire: 100 })
        if (random() < 0.5) await turn()
        if (runs > MAX_RUNS) return argument
        const inner = Array.from({ length: below(3) }, () => call(argument))
        const { length } = await Promise.allSettled(inner)
        if (random() < 0.1) throw new Error('deliberate')
        return length
      }
      return cached(body, { kind }).call
    })
    const call = (argument: number): Promise<number> =>
      functions[below(FUNCTIONS)]!(random() < 0.8 ? argument : below(3))
    const calls = Array.from({ length: CALLS }, async () => {
      if (random() < 0.3) await turn()
      if (random() < 0.2) void invalidate('_N_T_/layout')
      return call(below(3))
    })
    const settled = await Promise.allSettled(calls)
    expect(settled).toHaveLength(CALLS)
    await idle()
  },
  5000,
)
