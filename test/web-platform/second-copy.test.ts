/** Two copies of the package in one process: what one makes is whole for the other. */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import * as node from '../../adapters/node'
import * as server from '../../src/next/server'

interface Copy {
  readonly node: typeof node
  readonly server: typeof server
}

const own: Copy = { node, server }
let other: Copy

beforeAll(() => {
  jest.isolateModules(() => {
    other = { node: require('../../adapters/node'), server: require('../../src/next/server') }
  })
})

/** One request to a server that takes and answers it by `converter`. */
async function exchange(
  converter: Copy,
  handle: (request: Request) => Response | Promise<Response>,
  init: RequestInit = {},
): Promise<Response> {
  const { toRequest, sendResponse } = converter.node
  const listening = http.createServer(async (req, res) => {
    try {
      await sendResponse(await handle(toRequest(req, res)), res)
    } catch (error) {
      res.writeHead(500).end(inspect(error))
    }
  })
  await new Promise<void>(resolve => listening.listen(0, '127.0.0.1', resolve))
  const { port } = listening.address() as AddressInfo
  const answer = await fetch(`http://127.0.0.1:${port}/x?y=1`, init)
  const whole = new Response(await answer.arrayBuffer(), answer)
  listening.closeAllConnections()
  listening.close()
  return whole
}

const copies = () => [
  { converter: own, classes: other },
  { converter: other, classes: own },
]

test('the modules of the other copy are others, the classes are shared', () => {
  expect(other.node.toRequest).not.toBe(own.node.toRequest)
  expect(other.server.NextResponse).toBe(own.server.NextResponse)
  expect(other.server.NextRequest).toBe(own.server.NextRequest)
})

test.each(['text', Buffer.from('text')])(
  'a response of one is sent by the other: %p',
  async body => {
    for (const { converter, classes } of copies()) {
      const answer = await exchange(converter, () => {
        const response = new classes.server.NextResponse(body, { status: 201 })
        response.cookies.set('a', '1')
        return response
      })
      expect([answer.status, await answer.text()]).toEqual([201, 'text'])
      expect(answer.headers.getSetCookie()).toEqual(['a=1; Path=/'])
    }
  },
)

test('a response that one has sent is refused by the other', async () => {
  for (const { converter, classes } of copies()) {
    const response = classes.server.NextResponse.json({ a: 1 })
    expect((await exchange(converter, () => response)).status).toBe(200)
    const again = await exchange(classes, () => response)
    expect([again.status, await again.text()]).toEqual([
      500,
      expect.stringMatching(/RESPONSE_REUSED/),
    ])
  }
})

test('a request that one received is a request for the other', async () => {
  const init = { method: 'POST', body: '{"a":1}', headers: { 'x-a': '1' } }
  for (const { converter, classes } of copies()) {
    const answer = await exchange(
      converter,
      async request => {
        const copy = new classes.server.NextRequest(request)
        const told = [request instanceof Request, copy.nextUrl.search, copy.headers.get('x-a')]
        return classes.server.NextResponse.json([...told, await copy.json(), request.bodyUsed])
      },
      init,
    )
    expect(await answer.json()).toEqual([true, '?y=1', '1', { a: 1 }, true])
  }
})
