/** The unread body of a request, read from a real socket. */
import type { IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { LiveBody } from '../../../../src/http/body/live-body'
import { consume, incoming } from '../incoming'
import { head, overWire, until, type Wire } from '../wire'

const EVENTS = ['data', 'end', 'error', 'close']

const listeners = (request: IncomingMessage): number[] =>
  EVENTS.map(event => request.listenerCount(event))

type Read = (body: LiveBody) => Promise<unknown>

const asText: Read = async body => Buffer.from(await body.bytes()).toString()
const asStream: Read = async body => text(body.stream())

const READS: readonly (readonly [string, Read])[] = [
  ['whole', asText],
  ['as a stream', asStream],
]

/** What a read gives or throws, over a connection that `drive` feeds. */
function reading(read: Read, drive: (wire: Wire) => unknown, limit = 100): Promise<unknown> {
  return overWire(async request => {
    const body = new LiveBody(request, limit)
    const result = await read(body).catch(error => error)
    return { result, overLimit: body.overLimit }
  }, drive)
}

describe.each(READS)('a live body read %s', (_how, read) => {
  it.each([
    ['with a declared length', `${head(5)}hello`, 'hello'],
    ['in chunks', `${head()}2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n`, 'hello'],
    ['empty', head(0), ''],
    ['empty, chunked', `${head()}0\r\n\r\n`, ''],
    ['exactly at the limit', `${head(100)}${'x'.repeat(100)}`, 'x'.repeat(100)],
  ])('BODY-1: comes as sent, %s', async (_what, sent, expected) => {
    const { result } = (await reading(read, ({ socket }) => socket.write(sent))) as {
      result: unknown
    }
    expect(result).toBe(expected)
  })

  it('row 110: is an error as soon as more bytes arrive than are allowed, and stays one', async () => {
    const sent = `${head()}3\r\nabc\r\n3\r\ndef\r\n`
    const outcome = await reading(read, ({ socket }) => socket.write(sent), 5)
    const error = expect.objectContaining({ code: 'RH_BODY_LIMIT', status: 413, expose: true })
    expect(outcome).toEqual({ result: error, overLimit: error })
  })

  it('row 114: never ends short when the client leaves', async () => {
    const outcome = await reading(read, async ({ socket }) => {
      socket.write(`${head(50)}12345`)
      await new Promise(resolve => setImmediate(resolve))
      socket.end()
    })
    expect(outcome).toMatchObject({ result: { code: 'RH_BODY_ABORTED', status: 400 } })
  })

  it('row 114: is an error when the client had left before', async () => {
    const message = incoming({ open: true })
    message.destroy()
    await until(() => message.destroyed)
    const result = read(new LiveBody(message, 100))
    await expect(result).rejects.toMatchObject({ code: 'RH_BODY_ABORTED' })
  })

  it('BODY-9: is RH_BODY_CONSUMED when others read it meanwhile, naming the fix', async () => {
    const message = incoming({ chunks: ['x'] })
    const body = new LiveBody(message, 100)
    await consume(message)
    await expect(read(body)).rejects.toMatchObject({
      code: 'RH_BODY_CONSUMED',
      status: 500,
      message: expect.stringContaining('keepRawBody'),
    })
  })

  it('SIG-9: leaves no listener behind', async () => {
    const message = incoming({ chunks: ['x', 'y'] })
    const before = listeners(message)
    await expect(read(new LiveBody(message, 100))).resolves.toBe('xy')
    expect(listeners(message)).toEqual(before)
  })
})

describe('a live body', () => {
  it('REQ-4: touches nothing before the first pull', async () => {
    const message = incoming({ chunks: ['x'] })
    const before = listeners(message)
    new LiveBody(message, 100).stream()
    await new Promise(resolve => setImmediate(resolve))
    expect(listeners(message)).toEqual(before)
    expect(message.readableFlowing).toBeNull()
    expect(message.readableDidRead).toBe(false)
  })

  it('row 108: reads no further than it is asked to', async () => {
    const message = incoming({ chunks: ['a', 'b', 'c'] })
    const reader = new LiveBody(message, 100).stream().getReader()
    expect(Buffer.from((await reader.read()).value!).toString()).toBe('a')
    await new Promise(resolve => setImmediate(resolve))
    expect(message.isPaused()).toBe(true)
    expect(message.readableLength).toBe(2)
    expect(Buffer.from((await reader.read()).value!).toString()).toBe('b')
  })

  it('UB-3: cancel() lets go of the request and never destroys it', async () => {
    const message = incoming({ chunks: ['a', 'b'], open: true })
    const before = listeners(message)
    const reader = new LiveBody(message, 100).stream().getReader()
    await reader.read()
    await reader.cancel()
    expect(listeners(message)).toEqual(before)
    expect(message.destroyed).toBe(false)
  })

  it('UB-3: cancel() before the first read leaves the request untouched', async () => {
    const message = incoming({ chunks: ['a'] })
    await new LiveBody(message, 100).stream().cancel()
    expect(message.readableDidRead).toBe(false)
  })

  it('UB-2: release() ends the reading, so that the rest can be drained', async () => {
    const message = incoming({ chunks: ['a'], open: true })
    const before = listeners(message)
    const body = new LiveBody(message, 100)
    const reader = body.stream().getReader()
    await reader.read()
    body.release()
    expect(listeners(message)).toEqual(before)
  })
})
