import { buffer, text } from 'node:stream/consumers'
import { consumedError } from '../../../../src/http/body/body-errors'
import { describeBody, streamOf, toBodySource } from '../../../../src/http/body/body-source'
import type { BodyState } from '../../../../src/http/body/body-state'
import { LiveBody } from '../../../../src/http/body/live-body'
import { encodeForm } from '../../../../src/http/body/multipart'
import { incoming } from '../incoming'

const bytes = Buffer.from('hello')
const EXACT: BodyState = { kind: 'exact', bytes }
const REBUILT: BodyState = { kind: 'rebuilt', bytes }
const LOST: BodyState = { kind: 'lost', error: consumedError() }
const NONE: BodyState = { kind: 'none' }
const LIVE: BodyState = { kind: 'live', body: new LiveBody(incoming({}), 1) }

describe('toBodySource(state)', () => {
  it.each([
    ['exact', EXACT, 'hello'],
    ['rebuilt', REBUILT, 'hello'],
    ['exact and empty', { kind: 'exact', bytes: new Uint8Array() } as const, ''],
  ])('BODY-4: a body that is %s comes whole and as a stream', async (_kind, state, expected) => {
    const source = toBodySource(state)!
    expect(Buffer.from(await source.bytes()).toString()).toBe(expected)
    expect(await text(source.stream())).toBe(expected)
  })

  it('BODY-7: a form comes whole and as a stream', async () => {
    const form = encodeForm({ a: '1' }, [])
    const source = toBodySource({ kind: 'form', form })!
    const expected = await buffer(form.chunks())
    expect(await buffer(source.stream())).toEqual(expected)
    expect(Buffer.from(await source.bytes())).toEqual(expected)
  })

  it('BODY-9: a lost body is an error when it is read, and that very error', async () => {
    const source = toBodySource(LOST)!
    await expect(source.bytes()).rejects.toBe(LOST.error)
    await expect(text(source.stream())).rejects.toBe(LOST.error)
  })

  it('REQ-3: no body is null, a live one is itself', () => {
    expect(toBodySource(NONE)).toBeNull()
    expect(toBodySource(LIVE)).toBe(LIVE.body)
  })
})

describe('describeBody(headers, state)', () => {
  const SENT = {
    'content-type': 'application/json',
    'content-encoding': 'gzip',
    'content-length': '99',
    'transfer-encoding': 'chunked',
    'x-other': '1',
  }

  function described(state: BodyState): Record<string, string> {
    const headers = new Headers(SENT)
    describeBody(headers, state)
    return Object.fromEntries(headers)
  }

  const KEPT = { 'content-type': 'application/json', 'x-other': '1' }

  it.each([
    ['exact', EXACT, { ...KEPT, 'content-length': '5' }],
    ['rebuilt', REBUILT, { ...KEPT, 'content-length': '5' }],
    [
      'rebuilt with a new type',
      { ...REBUILT, contentType: 'text/plain' } as const,
      { 'content-type': 'text/plain', 'content-length': '5', 'x-other': '1' },
    ],
    ['live', LIVE, SENT],
    ['lost', LOST, SENT],
    ['absent', NONE, SENT],
  ])('BODY-8: the headers tell the truth about a body that is %s', (_kind, state, expected) => {
    expect(described(state)).toEqual(expected)
  })

  it('BODY-7: a form brings its own type and length', () => {
    const form = encodeForm({ a: '1' }, [])
    expect(described({ kind: 'form', form })).toEqual({
      'content-type': form.contentType,
      'content-length': form.contentLength,
      'x-other': '1',
    })
  })

  it('BODY-7: a form of unknown length declares none', () => {
    const form = { ...encodeForm({ a: '1' }, []), contentLength: undefined }
    expect(described({ kind: 'form', form })).not.toHaveProperty('content-length')
  })
})

describe('streamOf(chunks)', () => {
  it('REQ-4: asks for a chunk when it is pulled, and tells the source when cancelled', async () => {
    const seen: string[] = []
    async function* source(): AsyncGenerator<Uint8Array> {
      try {
        seen.push('first')
        yield bytes
        seen.push('second')
        yield bytes
      } finally {
        seen.push('cancelled')
      }
    }
    const stream = streamOf(source())
    await new Promise(resolve => setImmediate(resolve))
    expect(seen).toEqual([])
    const reader = stream.getReader()
    await reader.read()
    expect(seen).toEqual(['first'])
    await reader.cancel()
    expect(seen).toEqual(['first', 'cancelled'])
  })
})
