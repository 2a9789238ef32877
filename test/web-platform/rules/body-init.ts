/** Body: from what it can be made, and the type it has then ("extract a body"). */
import { type Row, TYPE_ERROR } from '../rule'
import type { MakeMessage } from './body-read'

const typeOf = (what: string, body: () => unknown, standard: unknown): Row<MakeMessage> => [
  `the type of a body that is ${what}`,
  make => make(body()).headers.get('content-type'),
  standard,
]

const textOf = (what: string, body: () => unknown, standard: unknown): Row<MakeMessage> => [
  `the text of a body that is ${what}`,
  make => make(body()).text(),
  standard,
]

const streamOf = (...chunks: unknown[]) =>
  new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk)
      controller.close()
    },
  })

const locked = () => {
  const stream = streamOf()
  stream.getReader()
  return stream
}

const buffer = Uint8Array.of(0x61, 0x62, 0x63).buffer
const bytes = Uint8Array.of(0x61)

export const bodyInit: readonly Row<MakeMessage>[] = [
  typeOf('a text', () => 'x', 'text/plain;charset=UTF-8'),
  typeOf('an empty text', () => '', 'text/plain;charset=UTF-8'),
  typeOf(
    'URLSearchParams',
    () => new URLSearchParams('a=1'),
    'application/x-www-form-urlencoded;charset=UTF-8',
  ),
  typeOf('a Blob', () => new Blob([], { type: 'image/PNG' }), 'image/png'),
  typeOf('a Blob without one', () => new Blob([]), null),
  typeOf('an ArrayBuffer', () => buffer, null),
  typeOf('a view', () => bytes, null),
  typeOf('a stream', () => streamOf(), null),
  typeOf('a number', () => 1, 'text/plain;charset=UTF-8'),
  typeOf('null', () => null, null),
  [
    'the type of a FormData has its boundary',
    async make => {
      const data = new FormData()
      data.set('a', '1')
      const message = make(data)
      const boundary = /^multipart\/form-data; boundary=(\S+)$/.exec(
        message.headers.get('content-type')!,
      )?.[1]
      return boundary !== undefined && (await message.text()).startsWith(`--${boundary}\r\n`)
    },
    true,
  ],
  [
    'a type that is given wins',
    make => make('x', { 'Content-Type': 'text/html' }).headers.get('content-type'),
    'text/html',
  ],
  [
    'a type that is given empty wins',
    make => make('x', { 'content-type': '' }).headers.get('content-type'),
    '',
  ],
  textOf('URLSearchParams', () => new URLSearchParams({ a: 'é &' }), 'a=%C3%A9+%26'),
  textOf('a Blob', () => new Blob(['a', 'é']), 'aé'),
  textOf('an ArrayBuffer', () => buffer, 'abc'),
  textOf('a part of a buffer', () => new Uint8Array(buffer, 1, 1), 'b'),
  textOf('a DataView', () => new DataView(buffer, 1), 'bc'),
  textOf('a Buffer', () => Buffer.from('é'), 'é'),
  textOf('a number', () => 1.5, '1.5'),
  textOf('true', () => true, 'true'),
  textOf('an object', () => ({ toString: () => 'own' }), 'own'),
  textOf('a text with half a character', () => 'a\ud800', 'a\ufffd'),
  textOf('a stream', () => streamOf(bytes, bytes), 'aa'),
  textOf('a symbol', () => Symbol('a'), TYPE_ERROR),
  textOf('a stream that is locked', locked, TYPE_ERROR),
  textOf('a stream of texts', () => streamOf('x'), TYPE_ERROR),
  textOf('a stream of numbers', () => streamOf(1), TYPE_ERROR),
  [
    'the text of a body that is a stream which was read',
    async make => {
      const stream = streamOf(bytes)
      const reader = stream.getReader()
      await reader.read()
      reader.releaseLock()
      return make(stream).text()
    },
    TYPE_ERROR,
  ],
  [
    'the text of a body that is a stream which fails',
    async make =>
      make(new ReadableStream({ pull: () => Promise.reject(new RangeError('own')) })).text(),
    { threw: 'RangeError' },
  ],
  [
    'a buffer is copied when the body is made',
    async make => {
      const own = Uint8Array.of(0x61)
      const m = make(own)
      own[0] = 0x62
      return m.text()
    },
    'a',
  ],
]
