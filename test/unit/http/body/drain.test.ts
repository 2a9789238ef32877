/** What becomes of the unread rest of a request, on the wire. */
import type { ServerResponse } from 'node:http'
import http2 from 'node:http2'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { drainOf } from '../../../../src/http/body/drain'
import { head, overWire, until, type Wire } from '../wire'

const LIMITS = { bytes: 100_000, ms: 40 }
const ANSWER = /^HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\nanswer$/

interface Ending {
  readonly received: string
  /** The server's end of the connection came, in order, behind the answer. */
  ended: boolean
  error: Error | undefined
}

/** Answers a POST without reading it, while the client goes on as told. */
function answered(
  length: number,
  send: (wire: Wire) => unknown,
  prepare: (response: ServerResponse) => unknown = () => {},
  limits = LIMITS,
): Promise<Ending> {
  const ending = { received: '', ended: false, error: undefined as Error | undefined }
  let done = false
  return overWire(
    async (request, response) => {
      drainOf(request, response, limits)
      await prepare(response)
      response.end('answer')
      await until(() => done)
      return ending
    },
    async wire => {
      wire.socket.on('end', () => {
        ending.ended = true
      })
      wire.socket.on('error', error => {
        ending.error = error
      })
      wire.socket.write(head(length))
      await send(wire)
      ending.received = wire.received()
      done = true
    },
  )
}

const ends = ({ socket }: Wire) => until(() => socket.readableEnded)

describe('the unread rest of an answered request', () => {
  it('UB-4: is read away when it comes in time, and the connection is kept', async () => {
    const { received, ended } = await answered(90_000, async ({ socket, received }) => {
      await until(() => received() !== '')
      socket.write('x'.repeat(90_000))
      await sleep(100)
    })
    expect(received).toMatch(ANSWER)
    expect(ended).toBe(false)
  })

  it('S7: is not given up because the process was too busy to look', async () => {
    const { received, ended } = await answered(90_000, async ({ socket, received }) => {
      await until(() => received() !== '')
      socket.write('x'.repeat(90_000))
      for (const busyUntil = Date.now() + 2 * LIMITS.ms; Date.now() < busyUntil; );
      await sleep(100)
    })
    expect(received).toMatch(ANSWER)
    expect(ended).toBe(false)
  })

  it('UB-4: that never comes has the connection closed behind the answer', async () => {
    const ending = await answered(1_000, ends)
    expect(ending).toMatchObject({ ended: true, error: undefined })
    expect(ending.received).toMatch(ANSWER)
  })

  it('UB-4: that is too much has the connection closed behind the answer', async () => {
    const limits = { bytes: 100_000, ms: 60_000 }
    const send = async (wire: Wire): Promise<void> => {
      wire.socket.write(Buffer.alloc(400_000))
      await ends(wire)
    }
    const ending = await answered(1_000_000, send, () => {}, limits)
    expect(ending).toMatchObject({ ended: true, error: undefined })
    expect(ending.received).toMatch(ANSWER)
  })

  it('a client that still sends behind the end is not reset before it has read', async () => {
    const ending = await answered(1_000_000, async wire => {
      await ends(wire)
      for (let round = 0; round < 5; round++) {
        await sleep(20)
        wire.socket.write('x')
      }
    })
    expect(ending).toMatchObject({ ended: true, error: undefined })
  })

  it('behind the last answer of a connection is read before that is closed', async () => {
    const last = (response: ServerResponse) => response.setHeader('connection', 'close')
    const send = async (wire: Wire): Promise<void> => {
      await ends(wire)
      wire.socket.write('x'.repeat(40_000))
      await sleep(30)
      wire.socket.write('x'.repeat(10_000))
      await new Promise(resolve => wire.socket.end(resolve))
      await until(() => wire.socket.closed)
    }
    const ending = await answered(50_000, send, last)
    expect(ending).toMatchObject({ ended: true, error: undefined })
    expect(ending.received).toMatch(/\r\nanswer$/)
  })

  it('leaves the request alone once the drain was cancelled', async () => {
    const listeners = await overWire(
      async (request, response) => {
        const before = [request.eventNames(), response.eventNames()]
        drainOf(request, response, LIMITS)?.cancel()
        return [before, [request.eventNames(), response.eventNames()]]
      },
      ({ socket }) => socket.write(head(5)),
    )
    expect(listeners[1]).toEqual(listeners[0])
  })
})

it('row 127: the unread rest of an HTTP/2 request is refused once it was answered', async () => {
  const server = http2.createServer((request, response) => {
    drainOf(request, response, LIMITS)
    request.once('data', () => {
      request.pause()
      response.end('answer')
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const session = http2.connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const stream = session.request({ ':method': 'POST' })
  stream.write('x')
  let received = ''
  stream.on('data', chunk => {
    received += chunk
  })
  await until(() => stream.closed)
  session.destroy()
  await new Promise(resolve => server.close(resolve))
  expect([received, stream.rstCode]).toEqual(['answer', 0])
})
