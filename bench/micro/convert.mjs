/** The two halves of the converter alone, and the classes of the platform for comparison. */
import { once } from 'node:events'
import distribution from '../servers/dist.cjs'
import { incoming, outgoing } from './messages.mjs'
import { time } from './time.mjs'

export async function convert() {
  const { sendResponse, toRequest } = distribution.adapter('node')
  const { NextResponse } = distribution.source('next/server')
  const url = '/user/42?fields=name'
  const rows = {
    'toRequest()': () => toRequest(incoming(url)),
    'toRequest(), then url and a header': () => {
      const request = toRequest(incoming(url))
      return request.url.length + request.headers.get('accept-language').length
    },
    'new Request() of the same': () => {
      const { headers } = incoming(url)
      const request = new Request(`http://localhost:3000${url}`, { headers })
      return request.url.length + request.headers.get('accept-language').length
    },
    'res.end(text)': () => sent(res => res.end('Hello, world!')),
    'sendResponse(new NextResponse(text))': () =>
      sent(res => sendResponse(new NextResponse('Hello, world!'), res)),
    'sendResponse(new Response(text))': () =>
      sent(res => sendResponse(new Response('Hello, world!'), res)),
  }
  const times = []
  for (const [name, fn] of Object.entries(rows))
    times.push({ name, nanoseconds: await time(fn, 0.4) })
  return times
}

async function sent(send) {
  const res = outgoing(incoming('/hello'))
  const finished = once(res, 'finish')
  await send(res)
  await finished
}
