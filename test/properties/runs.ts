/**
 * How often each property runs, and from which seed. `RH_RUNS` is the total over all of them,
 * `RH_SEED` repeats the run that printed it.
 */
import fc from 'fast-check'

/** Of 5,000 runs. Those over sockets cost a few milliseconds each, the others less than one. */
const SHARES = {
  liveness: 900,
  url: 700,
  guards: 400,
  router: 1000,
  responses: 700,
  bodies: 500,
  cookies: 200,
  'cookies as Next.js sends them': 100,
  interleavings: 500,
} as const
const TOTAL = Object.values(SHARES).reduce((sum, share) => sum + share)

export type PropertyName = keyof typeof SHARES

/** Milliseconds that a run may take on average before a property counts as stuck. */
const PATIENCE = 100

const seed = Number(process.env['RH_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
const runs = Number(process.env['RH_RUNS'] ?? TOTAL)

export function runsOf(name: PropertyName): number {
  return Math.ceil((runs * SHARES[name]) / TOTAL)
}

/** A test that holds a property; on failure fast-check names the smallest counter-example. */
export function holds<Given>(
  name: PropertyName,
  sentence: string,
  property: fc.IRawProperty<Given>,
): void {
  const numRuns = runsOf(name)
  const run = async () => {
    await fc.assert(property, { numRuns, seed })
    process.stdout.write(`${name}: ${numRuns} runs, RH_SEED=${seed}\n`)
  }
  test(sentence, run, 20_000 + numRuns * PATIENCE)
}

/** Generators must not drift into cases where nothing happens: each outcome has its part. */
export function happened(
  name: PropertyName,
  sentence: string,
  outcomes: Readonly<Record<string, number>>,
  part = 0.03,
): void {
  test(sentence, () => {
    const rare = Object.entries(outcomes).filter(([, count]) => count < runsOf(name) * part)
    expect(rare).toEqual([])
  })
}
