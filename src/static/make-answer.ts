/** One run of a handler for the cache: who sees what, and whose the outcome is. */
import type { BypassReason, Generated, Run } from '../cache/engine/generated.js'
import { RouteGeneration } from '../cache/policy/route-generation.js'
import type { StaticPolicy } from '../cache/policy/route-policy.js'
import type { Result } from '../exchange.js'
import { discardBody } from '../fetch/discard-body.js'
import type { Handler, RouteModule } from '../handler/route-module.js'
import { setImmediate } from '../immediate.js'
import { URL } from '../natives.js'
import type { Match } from '../router/route.js'
import { adviseOnAnswer } from './advice.js'
import { type GenerationRules, generated, reasonFor } from './generated.js'
import { GenerationExchange, type Leader } from './generation-exchange.js'
import { GenerationLifecycle } from './generation-lifecycle.js'
import { GenerationRun } from './generation-run.js'
import { type Prerender, prerendered } from './prerender.js'
import { NO_CONTEXT, type OwnContext } from './shown-context.js'
import { RanInTurn, type Turn } from './turn.js'
import { resultOf, type StaticMount } from './visit.js'

/** What a run came to that is for one request: an answer, none, or an error. */
export type Live = Result | { readonly kind: 'failed'; readonly error: unknown }

export const failed = (error: unknown): Live => ({ kind: 'failed', error })

export interface Making {
  readonly mount: StaticMount
  readonly match: Match
  readonly module: RouteModule
  readonly handler: Handler
  readonly policy: StaticPolicy
  readonly keyUrl: string
  readonly tenant: string
  readonly implicitTags: readonly string[]
  /** Seconds. */
  readonly expireTime: number
  readonly rules: GenerationRules
  /** Who asked, and gets what turns out to be for one request. */
  readonly client: Leader | undefined
  /** What the option `context` gives for the one who asked, and for nobody. */
  readonly own: OwnContext
  readonly ownOfNobody: OwnContext
  /** Told while somebody waits that the answer will be for one request. */
  readonly onDynamic: () => void
}

/** @throws what the handler throws, where that concerns everybody who waits. */
export async function makeAnswer(making: Making, run: Run): Promise<Generated<Live>> {
  // Whoever was given the old answer does not wait for the handler to begin.
  if (run.background) await new Promise(resolve => setImmediate(resolve))
  const client = run.background ? undefined : making.client
  const made =
    making.policy.isPrerendered && !run.alone
      ? await prerendered(making.module, turn => attempt(making, run, client, turn), discard)
      : (await attempt(making, run, client)).made
  if (made.type === 'bypass' && client === undefined) discard(made.live)
  return made
}

/** @param turn - that the handler has, where its answer is stored only if that is enough. */
async function attempt(
  making: Making,
  run: Run,
  client: Leader | undefined,
  turn?: Turn,
): Promise<Prerender<Live>> {
  const lifecycle = new GenerationLifecycle(run.signal)
  making.mount.track(lifecycle)
  if (run.alone && client) lifecycle.leaveWith(client.exchange.lifecycle)
  const generation = generationOf(making, client, lifecycle)
  const made = await settled(making, run, { generation, lifecycle, client, turn })
  if (made.type !== 'bypass' || client === undefined) lifecycle.end()
  else lifecycle.follow(client.exchange.lifecycle)
  return { made, usesCachedOnly: generation.usesCached && !generation.isDynamic }
}

interface Attempt {
  readonly generation: RouteGeneration
  readonly lifecycle: GenerationLifecycle
  readonly client: Leader | undefined
  readonly turn: Turn | undefined
}

async function settled(
  making: Making,
  run: Run,
  { generation, lifecycle, client, turn }: Attempt,
): Promise<Generated<Live>> {
  const { mount, match, policy, keyUrl, rules } = making
  const leader = policy.visibility === 'auto' ? client : undefined
  const exchange = new GenerationExchange(keyUrl, lifecycle, leader)
  try {
    const own = ownFor(making, client)
    const init = { ...making, generation, exchange, leader, own }
    const result = await resultOf(new GenerationRun(init))
    if (result.kind === 'pass') return bypass('dynamic', result)
    if (!generation.isDynamic) adviseOnAnswer(result, match.route, rules)
    if (run.alone) return bypass(reasonFor(result, rules), result)
    const ran = turn ? new RanInTurn(generation, turn, result.response.status) : generation
    return await generated(result, ran, run.signal, rules)
  } catch (error) {
    // What one request leads to is nobody else's error either.
    if (generation.isDynamic && policy.visibility === 'auto') {
      return bypass('dynamic', failed(error))
    }
    lifecycle.end()
    if (run.background && !run.signal.aborted) mount.reportRenewal(error, exchange, match)
    throw error
  }
}

function generationOf(
  { policy, keyUrl, implicitTags, expireTime, onDynamic }: Making,
  client: Leader | undefined,
  lifecycle: GenerationLifecycle,
): RouteGeneration {
  return new RouteGeneration({
    ...{ policy, implicitTags, expireTime, background: client === undefined },
    pathname: new URL(keyUrl).pathname,
    onDynamic: () => {
      if (client === undefined || policy.visibility !== 'auto') return
      // From here on it is the answer of the one who asked, and of no use when he has left.
      lifecycle.leaveWith(client.exchange.lifecycle)
      onDynamic()
    },
  })
}

function ownFor({ policy, own, ownOfNobody }: Making, client: Leader | undefined): OwnContext {
  if (policy.visibility === 'force-static') return NO_CONTEXT
  return client ? own : ownOfNobody
}

function bypass(reason: BypassReason, live: Live): Generated<Live> {
  return { type: 'bypass', reason, live }
}

/** Nobody is there who could be given it. */
function discard(live: Live): void {
  if (live.kind === 'answer') discardBody(live.response)
}
