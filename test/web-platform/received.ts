/** Requests as a handler gets them from a client, on a real host. */
import { startExpress } from '../hosts/host/express'
import { startNode } from '../hosts/host/node'
import type { Running } from '../hosts/host/running'
import { outcome, type Row } from './rule'

export const HOSTS = {
  express5: (handler: Handle) => startExpress('express', { handler }),
  'node:http2': (handler: Handle) => startNode('http2', { handler }),
}

type Handle = (request: Request) => Promise<Response>

/** What a rule asks for in the middle of its run, before there is a request. */
class Wanted extends Error {
  readonly init: RequestInit
  constructor(init: RequestInit) {
    super('a rule wants a request')
    this.init = init
  }
}

export class Receiver {
  #running: Running | undefined
  #handle: Handle = async () => new Response()

  async start(host: keyof typeof HOSTS): Promise<void> {
    this.#running = await HOSTS[host](request => this.#handle(request))
  }

  async stop(): Promise<void> {
    await this.#running?.stop()
  }

  /**
   * Runs a row on a request that a client sends.
   *
   * @param subjectOf - the row's subject, given how it comes by its request.
   */
  async run<S>(run: Row<S>[1], subjectOf: (make: (init: RequestInit) => Request) => S) {
    const init = await this.#wanted(run, subjectOf)
    let found: Promise<unknown> | undefined
    this.#handle = async request => {
      found = outcome(
        run,
        subjectOf(() => request),
      )
      await found
      return new Response(null, { status: 204 })
    }
    await this.#send(init)
    return found
  }

  /** Runs the row until it asks for its request. */
  async #wanted<S>(run: Row<S>[1], subjectOf: (make: (init: RequestInit) => Request) => S) {
    const ask = (init: RequestInit): Request => {
      throw new Wanted(init)
    }
    try {
      await run(subjectOf(ask))
    } catch (error) {
      if (error instanceof Wanted) return error.init
    }
    throw new Error('the rule never asked for a request')
  }

  async #send(init: RequestInit): Promise<void> {
    const model = new Request('http://a.test/', { ...init, duplex: 'half' } as RequestInit)
    const headers = Object.fromEntries(model.headers)
    const body = model.body === null ? undefined : new Uint8Array(await model.arrayBuffer())
    const { method } = model
    const path = this.#running!.inline
    const answer = await this.#running!.send({
      method,
      path,
      headers,
      ...(body && { body: Buffer.from(body) }),
    })
    if (answer.status !== 204) throw new Error(`the host answered ${answer.status}`)
  }
}
