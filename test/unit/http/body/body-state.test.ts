/** The truth table of interop section 6: what was done to a body, and what follows from it. */
import type { IncomingMessage } from 'node:http'
import {
  type BodyState,
  bodyStateOf,
  type ParsedByHost,
} from '../../../../src/http/body/body-state'
import { parsedOnMessage } from '../../../../src/http/body/parsed-by-host'
import { consume, consumePartly, incoming, meetEnd, type Sent } from '../incoming'

const LIMIT = 1000

function stateOf(message: IncomingMessage, parsed?: Partial<ParsedByHost>): BodyState {
  const nothing = { value: undefined, raw: undefined, files: undefined }
  const found = parsed ? { ...nothing, ...parsed } : parsedOnMessage(message)
  return bodyStateOf(message, message.method ?? 'GET', found, LIMIT)
}

/** Kind and, where they are there already, bytes. */
function shown(state: BodyState): string {
  const bytes = 'bytes' in state ? ` ${Buffer.from(state.bytes).toString()}` : ''
  return state.kind === 'lost' ? `lost ${state.error.code}` : `${state.kind}${bytes}`
}

const JSON_TYPE = { 'content-type': 'application/json' }
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' }
const MULTIPART = { 'content-type': 'multipart/form-data; boundary=x' }
const FILE = {
  fieldname: 'f',
  originalname: 'a.txt',
  mimetype: 'text/plain',
  buffer: Buffer.from('x'),
}
const STORED = { fieldname: 'f', originalname: 'a.txt', mimetype: 'text/plain', key: 's3' }

const untouched = async (message: IncomingMessage) => message

interface Row {
  readonly row: string
  readonly sent: Sent
  readonly done: (message: IncomingMessage) => Promise<IncomingMessage>
  readonly is: string
}

const json = (text: string, left: object): Sent => ({ headers: JSON_TYPE, chunks: [text], left })

const TABLE: readonly Row[] = [
  { row: '1: no parser', sent: { chunks: ['x'] }, done: untouched, is: 'live' },
  {
    row: '2: type not matched, {} left by Express 4',
    sent: { chunks: ['x'], left: { body: {} } },
    done: untouched,
    is: 'live',
  },
  {
    row: '3: JSON parsed',
    sent: json('{"a":  1}', { body: { a: 1 } }),
    done: consume,
    is: 'rebuilt {"a":1}',
  },
  { row: '4: parsed to {}', sent: json('{ }', { body: {} }), done: consume, is: 'rebuilt {}' },
  { row: '4: parsed to []', sent: json('[ ]', { body: [] }), done: consume, is: 'rebuilt []' },
  {
    row: '4: parsed to null',
    sent: json('null', { body: null }),
    done: consume,
    is: 'rebuilt null',
  },
  { row: '4: parsed to 0', sent: json('0', { body: 0 }), done: consume, is: 'rebuilt 0' },
  {
    row: '4: parsed to false',
    sent: json('false', { body: false }),
    done: consume,
    is: 'rebuilt false',
  },
  { row: '4: parsed to ""', sent: json('""', { body: '' }), done: consume, is: 'rebuilt ""' },
  {
    row: '5: JSON type, empty body, {} left',
    sent: { headers: JSON_TYPE, left: { body: {}, _body: true } },
    done: meetEnd,
    is: 'exact ',
  },
  {
    row: '5: an empty rawBody string is exact bytes',
    sent: { headers: JSON_TYPE, left: { body: {}, rawBody: '' } },
    done: meetEnd,
    is: 'exact ',
  },
  {
    row: '6: urlencoded, nested',
    sent: { headers: FORM_TYPE, chunks: ['a[b]=1'], left: { body: { a: { b: '1' } } } },
    done: consume,
    is: 'rebuilt a%5Bb%5D=1',
  },
  {
    row: '7: urlencoded, repeated key',
    sent: { headers: FORM_TYPE, chunks: ['c=2&c=3'], left: { body: { c: ['2', '3'] } } },
    done: consume,
    is: 'rebuilt c=2&c=3',
  },
  {
    row: '8: text',
    sent: {
      headers: { 'content-type': 'text/plain' },
      chunks: ['h\u00e9'],
      left: { body: 'h\u00e9' },
    },
    done: consume,
    is: 'rebuilt h\u00e9',
  },
  {
    row: '9: raw',
    sent: { chunks: ['x'], left: { body: Buffer.from('x') } },
    done: consume,
    is: 'exact x',
  },
  {
    row: '10: compressed, parsed',
    sent: {
      headers: { ...JSON_TYPE, 'content-encoding': 'gzip' },
      chunks: ['\u001f'],
      left: { body: { a: 1 } },
    },
    done: consume,
    is: 'rebuilt {"a":1}',
  },
  {
    row: '11: multer with a file',
    sent: { headers: MULTIPART, chunks: ['x'], left: { body: {}, files: [FILE] } },
    done: consume,
    is: 'form',
  },
  {
    row: '11: multer with one file, no fields',
    sent: { headers: MULTIPART, chunks: ['x'], left: { file: FILE } },
    done: consume,
    is: 'form',
  },
  {
    row: '11: multer with fields only',
    sent: { headers: MULTIPART, chunks: ['x'], left: { body: { a: '1' } } },
    done: consume,
    is: 'form',
  },
  {
    row: '11: a storage that keeps the file elsewhere',
    sent: { headers: MULTIPART, chunks: ['x'], left: { files: [STORED] } },
    done: consume,
    is: 'lost RH_BODY_UNSUPPORTED',
  },
  { row: '13: multer, not multipart', sent: { chunks: ['x'] }, done: untouched, is: 'live' },
  {
    row: '14: consumed, no value',
    sent: { chunks: ['x'] },
    done: consume,
    is: 'lost RH_BODY_CONSUMED',
  },
  {
    row: '15: partly consumed, paused',
    sent: { chunks: ['x', 'y'] },
    done: consumePartly,
    is: 'lost RH_BODY_CONSUMED',
  },
  {
    row: '17: unread, complete',
    sent: { chunks: ['x'] },
    done: async message => new Promise(resolve => setImmediate(resolve, message)),
    is: 'live',
  },
  {
    row: '18: POST of length 0',
    sent: { headers: { 'content-length': '0' } },
    done: untouched,
    is: 'live',
  },
]

describe('bodyStateOf(request, method, parsed, limit)', () => {
  it.each(TABLE)('BODY-1, row $row: $is', async ({ sent, done, is }) => {
    expect(shown(stateOf(await done(incoming(sent))))).toBe(is)
  })

  it.each(['GET', 'HEAD'])('REQ-3: %s has no body whatever the client sent', async method => {
    const sent = { method, chunks: ['x'], left: { body: { a: 1 }, rawBody: 'x' } }
    expect(stateOf(await consume(incoming(sent))).kind).toBe('none')
  })

  it.each(['DELETE', 'OPTIONS', 'PROPFIND'])('REQ-3: a %s body is readable', method => {
    expect(stateOf(incoming({ method, chunks: ['x'] })).kind).toBe('live')
  })

  it.each([
    ['a Buffer', Buffer.from('{"a":  1}')],
    ['a Uint8Array', new TextEncoder().encode('{"a":  1}')],
    ['a string', '{"a":  1}'],
  ])('RAW-1: a raw copy that is %s wins over the parsed value', async (_what, raw) => {
    const message = await consume(incoming(json('{"a":  1}', {})))
    expect(shown(stateOf(message, { raw, value: { a: 1 } }))).toBe('exact {"a":  1}')
  })

  it('BODY-1: a raw copy may be used for a body that nobody read', () => {
    expect(shown(stateOf(incoming({ chunks: ['x'] }), { raw: 'x' }))).toBe('exact x')
  })

  it('BODY-3: a raw copy that is no bytes is not one', async () => {
    const message = await consume(incoming(json('1', {})))
    expect(shown(stateOf(message, { raw: true, value: 1 }))).toBe('rebuilt 1')
  })

  it('BODY-2: a destroyed message whose value is there is fine', async () => {
    const message = await consume(incoming(json('1', { body: 1 })))
    message.destroy()
    expect(shown(stateOf(message))).toBe('rebuilt 1')
  })

  it('E4: the mark of body-parser 1.x counts as read', () => {
    expect(shown(stateOf(incoming({ left: { _body: true } })))).toBe('lost RH_BODY_CONSUMED')
  })

  it('BODY-5: a value that JSON cannot express is a coded error with its cause', async () => {
    const loop: Record<string, unknown> = {}
    loop['self'] = loop
    const state = stateOf(await consume(incoming(json('{}', { body: loop }))))
    expect(state).toMatchObject({
      kind: 'lost',
      error: { code: 'RH_BODY_UNSUPPORTED', status: 500, cause: expect.any(TypeError) },
    })
  })
})

describe('parsedOnMessage(request)', () => {
  it('BODY-10: reads body, rawBody, and files before file', () => {
    const left = { body: 1, rawBody: 'r', files: ['many'], file: 'one' }
    expect(parsedOnMessage(incoming({ left }))).toEqual({ value: 1, raw: 'r', files: ['many'] })
    expect(parsedOnMessage(incoming({ left: { file: 'one' } }))).toEqual({
      value: undefined,
      raw: undefined,
      files: 'one',
    })
  })
})
