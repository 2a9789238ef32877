/** The options of `redisTier()`: what is wrong with one is said when the tier is made. */
import { RouteHandlersError } from '../../errors.js'
import type { RedisTierOptions } from './redis-tier.js'

/** Numbers, and the least that each may be. Not named here: 0. */
const LEAST = {
  syncIntervalMs: 1,
  getTimeoutMs: 1,
  setTimeoutMs: 1,
  maxDisconnectedMs: 1,
  leaseMs: 100,
  lockWaitMs: 0,
  maxTtlMs: 1,
  maxTags: 1,
  maxQueuedTags: 1,
  wait: 0,
} as const satisfies Partial<Record<keyof RedisTierOptions, number>>

/** @throws RouteHandlersError `RH_INVALID_OPTION`. */
export function checkTierOptions(options: RedisTierOptions): void {
  for (const [name, least] of Object.entries(LEAST)) {
    checkNumber(name, options[name as keyof typeof LEAST], least)
  }
  checkNumber('breaker.failures', options.breaker?.failures, 1)
  checkNumber('breaker.openMs', options.breaker?.openMs, 0)
  const { ns, onRestart } = options
  // Braces of its own would choose another slot of a cluster for each of the keys.
  if (ns !== undefined && !(typeof ns === 'string' && /^[^{}\s]+$/.test(ns))) {
    refuse('ns', 'a name without spaces and braces')
  }
  if (onRestart !== undefined && onRestart !== 'expire' && onRestart !== 'trust') {
    refuse('onRestart', "'expire' or 'trust'")
  }
}

function checkNumber(name: string, value: unknown, least: number): void {
  if (value === undefined) return
  if (typeof value === 'number' && value >= least && Number.isFinite(value)) return
  refuse(name, `a number from ${least} on`)
}

function refuse(name: string, wanted: string): never {
  throw new RouteHandlersError(
    'RH_INVALID_OPTION',
    `The option "${name}" of redisTier() must be ${wanted}`,
  )
}
