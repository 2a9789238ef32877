/** What the cache gives, as the answer for one client. */
import type { Result as Stored } from '../cache/engine/generated.js'
import type { Cache } from '../cache/mount/cache.js'
import type { Exchange, Result } from '../exchange.js'
import type { Settings } from '../options.js'
import type { Live } from './make-answer.js'
import { bypassStatus, type Manner, mannerOf, readingOf } from './reading.js'
import { failedAnswer, ownAnswer, StoredAnswer } from './stored-answer.js'

export class StaticAnswers {
  readonly manner: Manner
  readonly #cache: Cache

  constructor(settings: Settings, cache: Cache) {
    this.manner = mannerOf(settings, cache.settings)
    this.#cache = cache
  }

  /** @throws what the run for this one request has failed with. */
  of(stored: Stored<Live>, exchange: Exchange): Result {
    const { manner } = this
    if (stored.state === 'BYPASS') return this.own(stored.live, stored.reason)
    if (stored.state === 'FAIL') {
      return { kind: 'answer', ...failedAnswer(stored.answer, manner) }
    }
    const reading = readingOf(stored, exchange, this.#cache.tags.view.now(), manner)
    return new StoredAnswer(stored.entry, reading, manner)
  }

  /** One that concerns one request. */
  own(live: Live, reason: string): Result {
    if (live.kind === 'failed') throw live.error
    if (live.kind === 'pass') return live
    const { tellsLife, tellsStatus } = this.manner
    const answer = tellsLife ? ownAnswer(live) : live
    if (!tellsStatus) return answer
    return { ...answer, ours: [...(answer.ours ?? []), ['cache-status', bypassStatus(reason)]] }
  }
}
