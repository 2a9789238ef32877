/** An origin whose data has versions: what a run returns is what it read when it began. */
import type { Generated, Request, Run } from '../../../../src/cache/engine/generated'
import type { SimulatedTime } from './simulated-time'

export interface OriginOptions {
  readonly takes?: number
  readonly tags?: readonly string[]
  readonly revalidate?: number
  readonly expire?: number
}

export class Origin {
  version = 1
  calls = 0
  running = 0
  mostRunning = 0
  readonly #time: SimulatedTime
  readonly #options: OriginOptions
  /** What the next runs do instead of giving a value. */
  behaviour: 'store' | 'throw' | 'fail' | 'bypass' = 'store'

  constructor(time: SimulatedTime, options: OriginOptions = {}) {
    this.#time = time
    this.#options = options
  }

  request(further: Partial<Request<string>> = {}): Request<string> {
    return { kind: 'R', generate: run => this.#generate(run), ...further }
  }

  async #generate(_run: Run): Promise<Generated<string>> {
    this.calls++
    this.running++
    this.mostRunning = Math.max(this.mostRunning, this.running)
    const call = this.calls
    const text = `v${this.version}`
    try {
      await this.#time.sleep(this.#options.takes ?? 0)
    } finally {
      this.running--
    }
    if (this.behaviour === 'throw') throw new Error('origin down')
    if (this.behaviour === 'bypass') {
      return { type: 'bypass', reason: 'set-cookie', live: `${text} for call ${call}` }
    }
    if (this.behaviour === 'fail') {
      return { type: 'fail', answer: { status: 503, headers: [], body: Buffer.from('down') } }
    }
    const { tags = [], revalidate = 60, expire = 3600 } = this.#options
    return { type: 'store', kind: 'R', tags, revalidate, expire, body: Buffer.from(text) }
  }
}
