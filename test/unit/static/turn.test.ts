/** Cache Components: what a handler may wait for, and when it runs a second time (decision 093). */
import { readFile } from 'node:fs/promises'
import { setImmediate, setTimeout } from 'node:timers/promises'
import type { Generated } from '../../../src/cache/engine/generated'
import { type Prerender, prerendered } from '../../../src/static/prerender'
import { nextTurn } from '../../../src/static/turn'

const isLate = async (work: () => unknown): Promise<boolean> => {
  const turn = await nextTurn()
  await work()
  return turn.isOver
}

const ticks = async (count: number): Promise<void> => {
  for (let at = 0; at < count; at++) await new Promise<void>(resolve => process.nextTick(resolve))
}

describe('a turn is not over', () => {
  it.each<[string, () => unknown]>([
    ['at once', () => 1],
    ['after promises', async () => (await Promise.all([1, Promise.resolve(2)])).length],
    [
      'after a thousand promises',
      async () => {
        for (let at = 0; at < 1000; at++) await at
      },
    ],
    ['after process.nextTick()', () => ticks(100)],
    [
      'after the body of an answer was read',
      () => Response.json({ a: 'b'.repeat(100_000) }).text(),
    ],
  ])('%s', async (_, work) => {
    expect(await isLate(work)).toBe(false)
  })

  it.each(['immediate', 'timer', 'file'])('also where it begins behind a(n) %s', async kind => {
    if (kind === 'immediate') await setImmediate()
    else await (kind === 'timer' ? setTimeout(1) : readFile(__filename))
    expect(await isLate(() => ticks(10))).toBe(false)
    expect(await isLate(() => readFile(__filename))).toBe(true)
  })
})

describe('a turn is over', () => {
  it.each<[string, () => unknown]>([
    ['after setImmediate()', () => setImmediate()],
    ['after a timer', () => setTimeout(0)],
    ['after a file was read', () => readFile(__filename)],
  ])('%s', async (_, work) => {
    expect(await isLate(work)).toBe(true)
  })
})

describe('a run that waited', () => {
  const stored = { type: 'store' } as Generated<string>
  const dynamic = (live: string): Generated<string> => ({ type: 'bypass', reason: 'dynamic', live })

  /** Runs of one module, each of which gives what follows; and what was discarded. */
  async function run(
    module: object,
    runs: readonly [Generated<string> | Error, { late?: boolean; cached?: boolean }?][],
  ) {
    const left = [...runs]
    const discarded: string[] = []
    const made = await prerendered<string>(
      module,
      async (turn): Promise<Prerender<string>> => {
        const [made, { late = true, cached = true } = {}] = left.shift()!
        // Of a module that is known to wait nothing is stored.
        if (turn.isOver) return { made: dynamic('known'), usesCachedOnly: cached }
        if (late) await setImmediate()
        if (made instanceof Error) throw made
        return { made, usesCachedOnly: cached }
      },
      live => discarded.push(live),
    )
    return { made, discarded, left: left.length }
  }

  it('for cached values runs again, now that they are there', async () => {
    const runs = [[dynamic('1')], [stored, { late: false }]] as const
    expect(await run({}, runs)).toEqual({ made: stored, discarded: ['1'], left: 0 })
  })

  it('for something else gives its answer to the one who asked, and stays dynamic', async () => {
    const module = {}
    const first = await run(module, [[dynamic('1')], [dynamic('2')]])
    expect(first).toEqual({ made: dynamic('1'), discarded: ['2'], left: 0 })
    const later = await run(module, [[stored, { late: false }]])
    expect(later).toEqual({ made: dynamic('known'), discarded: [], left: 0 })
  })

  it('and used nothing cached, or looked at the request, does not run again', async () => {
    const module = {}
    const first = await run(module, [[dynamic('1'), { cached: false }]])
    expect(first).toMatchObject({ made: dynamic('1') })
    const later = await run(module, [[stored, { late: false }]])
    expect(later).toMatchObject({ made: dynamic('known') })
  })

  it('for nothing, and is for one request, does not run again', async () => {
    expect(await run({}, [[dynamic('1'), { late: false }]])).toMatchObject({ made: dynamic('1') })
  })

  it('keeps its answer when the second run throws; throws what it throws itself', async () => {
    const module = {}
    const runs = [[dynamic('1')], [new Error('second')]] as const
    expect(await run(module, runs)).toEqual({ made: dynamic('1'), discarded: [], left: 0 })
    expect(await run(module, [[stored, { late: false }]])).toMatchObject({ made: stored })
    await expect(run({}, [[new Error('first')]])).rejects.toThrow('first')
  })
})
