/** The order in which one exchange is asked, answered and told of: what waits, and for how long. */
import { tracingChannel } from 'node:diagnostics_channel'
import { deliver } from '../../src/delivery'
import type { Exchange, Outlet, Responder, Result, Running, Step } from '../../src/exchange'
import { EndlessLifecycle } from '../../src/http/lifecycle'

const ANSWER: Result = { kind: 'answer', response: new Response('ok') }
const PASS: Result = { kind: 'pass', allow: 'GET' }

/** A handler that has given a promise. */
function running(outcome: Promise<Result>): Running {
  const threw = (error: unknown): never => {
    throw error
  }
  return { kind: 'running', outcome, returned: value => value as Result, threw }
}

/** Delivers what `respond` gives, and keeps what happens in its order. */
function delivered(
  respond: () => Step | Promise<Step>,
  outlet: Partial<Outlet<string>> = {},
  seen: string[] = [],
) {
  const note = (line: string, ending: string): string => {
    seen.push(line)
    return ending
  }
  const exchange: Exchange = {
    mountPath: '',
    header: () => undefined,
    method: 'GET',
    incoming: {},
    lifecycle: new EndlessLifecycle(),
    location: { path: '/', search: '' },
    host: undefined,
    given: undefined,
    request: undefined,
    trace: undefined,
    convert: () => {
      throw new Error('nothing is converted here')
    },
    handBack: () => void seen.push('handed back'),
    context: () => undefined,
  }
  const routes: Responder<string> = {
    patternOf: match => match,
    spanNameOf: match => match,
    respond,
    consult: async error => void seen.push(`onError: ${(error as Error).message}`),
    report: error => void seen.push(`reported: ${(error as Error).message}`),
    leave: () => void seen.push('left'),
  }
  const told: Outlet<string> = {
    send: outlet.send ?? (() => note('sent', 'sent')),
    pass: outlet.pass ?? (allow => note(`passed ${allow}`, 'passed')),
    fail: error => note(`failed: ${(error as Error).message}`, 'failed'),
  }
  const ending = deliver(routes, '/a', exchange, told)
  return { seen, ending }
}

const failing = (message: string) => (): never => {
  throw new Error(message)
}

describe('deliver(routes, match, exchange, outlet)', () => {
  it('performance §2.7: what is there at once is answered in the same tick', () => {
    expect(delivered(() => ANSWER)).toEqual({ seen: ['sent'], ending: 'sent' })
  })

  it('FT-4: a handler that declines gives the request back in the same tick', () => {
    const seen = ['left', 'handed back', 'passed GET']
    expect(delivered(() => PASS)).toEqual({ seen, ending: 'passed' })
  })

  it('performance §2.7: a handler’s promise is waited for by one then', async () => {
    const { seen, ending } = delivered(() => running(Promise.resolve(ANSWER)))
    expect(seen).toEqual([])
    await null
    expect(seen).toEqual(['sent'])
    await expect(ending).resolves.toBe('sent')
  })

  it('a module that is still loading is waited for', async () => {
    const { seen, ending } = delivered(async () => running(Promise.resolve(ANSWER)))
    expect(seen).toEqual([])
    await expect(ending).resolves.toBe('sent')
  })

  it.each<[string, () => Step | Promise<Step>]>([
    ['before the handler', failing('x')],
    ['while the module loads', async () => failing('x')()],
    ['in the handler’s promise', () => running(Promise.reject(new Error('x')))],
  ])('ERR-1: an error %s reaches onError first, then the host, each once', async (_, respond) => {
    const { seen, ending } = delivered(respond)
    await expect(ending).resolves.toBe('failed')
    expect(seen).toEqual(['left', 'onError: x', 'failed: x'])
  })

  it.each<[string, Outlet<string>['send']]>([
    ['throws', failing('unsent')],
    ['rejects', async () => failing('unsent')()],
  ])('ERR-1: an answer whose sending %s is an error like any other', async (_, send) => {
    const { seen, ending } = delivered(() => ANSWER, { send })
    await expect(ending).resolves.toBe('failed')
    expect(seen).toEqual(['left', 'onError: unsent', 'failed: unsent'])
  })

  it('ERR-1: what the rest of the host’s chain throws is not shown to onError', () => {
    const seen: string[] = []
    const pass = failing('theirs')
    expect(() => delivered(() => PASS, { pass }, seen)).toThrow('theirs')
    expect(seen).toEqual(['left', 'handed back'])
  })

  it('OPS-3: while somebody traces, the outcome comes behind the end of the call', async () => {
    const channel = tracingChannel('route-handlers:request')
    const events: string[] = []
    const names = ['start', 'end', 'asyncStart', 'asyncEnd', 'error'] as const
    const subscribers = Object.fromEntries(names.map(name => [name, () => void events.push(name)]))
    channel.subscribe(subscribers as never)
    try {
      const { ending } = delivered(() => ANSWER)
      expect(events).toEqual(['start', 'end'])
      await expect(ending).resolves.toBe('sent')
      expect(events).toEqual(['start', 'end', 'asyncStart'])
    } finally {
      channel.unsubscribe(subscribers as never)
    }
  })
})
