/**
 * What every tier must do, as cases that belong to no test runner: each opens a store of its own,
 * and throws where the store breaks the contract.
 */
import type { CacheTier } from '../tier.js'
import { EngineProcess } from './engine-process.js'
import { ENTRY_CASES } from './entry-cases.js'
import { PROCESS_CASES } from './process-cases.js'
import { SHARING_CASES } from './sharing-cases.js'

/** A store that holds nothing yet. */
export interface StoreUnderTest {
  /** What one process opens. Each call is another process, on the same store. */
  readonly tier: () => CacheTier
  /** Told when the case is over. */
  readonly close?: () => unknown
}

/** One rule of the contract. */
export interface ContractCase {
  /** A sentence, for the title of a test. */
  readonly name: string
  /** Rejects with an `AssertionError` where the rule is broken. */
  run(): Promise<void>
}

/** A rule, given as many processes as it asks for. */
export type Rule = readonly [name: string, check: (start: StartProcess) => Promise<void>]

/** Starts another process on the store. */
export type StartProcess = () => Promise<EngineProcess>

/**
 * The contract of a {@link CacheTier}, rule by rule: who makes a value, who waits, what an
 * invalidation means, what a lock is.
 *
 * @param open - makes a store for one case.
 * @param options - `isShared: false` leaves out what concerns several processes.
 *
 * @example
 * for (const { name, run } of contractOf(() => ({ tier: () => memoryTier() }), { isShared: false })) {
 *   test(name, run)
 * }
 */
export function contractOf(
  open: () => StoreUnderTest | Promise<StoreUnderTest>,
  { isShared = true }: { readonly isShared?: boolean } = {},
): readonly ContractCase[] {
  const rules = isShared ? [...PROCESS_CASES, ...SHARING_CASES, ...ENTRY_CASES] : PROCESS_CASES
  return rules.map(([name, check]) => ({ name, run: () => runOn(open, check) }))
}

async function runOn(
  open: () => StoreUnderTest | Promise<StoreUnderTest>,
  check: Rule[1],
): Promise<void> {
  const store = await open()
  const processes: EngineProcess[] = []
  const start = async (): Promise<EngineProcess> => {
    const process = new EngineProcess(store.tier())
    processes.push(process)
    await process.start()
    return process
  }
  try {
    await check(start)
  } finally {
    for (const process of processes) await process.stop()
    await store.close?.()
  }
}
