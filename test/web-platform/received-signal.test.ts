/** The signal of a received request, and of what is made of it, when the client leaves. */
import '../hosts/trap'
import { NextRequest } from '../../src/next/request'
import { HOSTS } from './received'

const MADE: Record<string, (request: Request) => Request> = {
  'the request': request => request,
  'a clone': request => request.clone(),
  'a clone of a clone': request => request.clone().clone(),
  'a copy': request => new Request(request),
  'a NextRequest': request => new NextRequest(request),
  'a copy with an init': request => new Request(request, { method: 'PUT' }),
  'a request with it as its init': request => new Request('http://b.test/', request),
  'a request with its signal': ({ signal }) => new Request('http://b.test/', { signal }),
}

describe.each(Object.keys(HOSTS) as (keyof typeof HOSTS)[])('on %s', host => {
  test.each(Object.keys(MADE))('%s is aborted when the client leaves', async name => {
    let leave = (): void => {}
    const seen = new Promise<unknown[]>((resolve, reject) => {
      void HOSTS[host](async request => {
        const { signal } = MADE[name]!(request)
        const before = signal.aborted
        leave()
        await new Promise(aborted => signal.addEventListener('abort', aborted, { once: true }))
        resolve([before, signal.aborted, signal.reason === request.signal.reason])
        return new Response()
      }).then(async running => {
        const exchange = await running.open({ path: running.inline })
        leave = () => exchange.leave()
        await seen
        await running.stop()
      }, reject)
    })
    expect(await seen).toEqual([false, true, true])
  })

  test.each(Object.keys(MADE))('%s is not aborted when it was answered', async name => {
    let signal: AbortSignal | undefined
    const running = await HOSTS[host](async request => {
      ;({ signal } = MADE[name]!(request))
      return new Response('answered')
    })
    const answer = await running.get(running.inline)
    await running.stop()
    expect([answer.text, signal!.aborted]).toEqual(['answered', false])
  })
})
