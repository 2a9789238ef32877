/**
 * A static route while its files are edited: it runs for every request, and sees what it would see
 * if its answer were kept.
 */
import type { Result as Stored } from '../cache/engine/generated.js'
import type { Result, Step } from '../exchange.js'
import { AbortController } from '../natives.js'
import { adviseOnAnswer } from './advice.js'
import type { Leader } from './generation-exchange.js'
import { type Live, type Making, makeAnswer } from './make-answer.js'
import { plainly } from './plain-run.js'
import { StaticRun } from './static-run.js'
import { routeRun, type Visit } from './visit.js'

export function runInDevelopment(
  making: Making,
  visit: Visit,
  client: Leader,
): Step | Promise<Step> {
  const { mount, match, rules } = making
  const advise = (result: Result): Result => {
    if (result.kind === 'answer') adviseOnAnswer(result, match.route, rules)
    return result
  }
  if (visit.policy.visibility === 'auto') {
    const step = routeRun(mount, visit, client.exchange).start()
    // Up to Next.js 14 every GET gets here, those that look at their request too.
    return mount.settings.compat > 14 ? plainly(step, advise) : step
  }
  const { signal } = new AbortController()
  const made = makeAnswer(making, { signal, background: false, alone: true })
  const outcome = made.then((made): Stored<Live> => {
    if (made.type === 'bypass') return { state: 'BYPASS', reason: made.reason, live: made.live }
    throw new TypeError('An answer that is for one request was judged')
  })
  const answer = (stored: Stored<Live>): Result => {
    if (stored.state !== 'BYPASS') throw new TypeError('Nothing is stored in development')
    if (stored.live.kind === 'failed') throw stored.live.error
    return stored.live
  }
  return new StaticRun({ outcome, client, compat: mount.settings.compat, answer })
}
