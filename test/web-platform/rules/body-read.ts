/** Body: reading it whole ("consume body", "package data"). */
import { type Row, SYNTAX_ERROR, TYPE_ERROR, tagOf } from '../rule'

export type Message = Request | Response

/** A request or response with a body, as made or as it came over the wire. */
export type MakeMessage = (body?: any, headers?: Record<string, string>) => Message

const BOM = '\ufeff'
const bytes = (...values: number[]) => new Uint8Array(values)

const text = (what: string, body: unknown, standard: unknown): Row<MakeMessage> => [
  `text() ${what}`,
  make => make(body).text(),
  standard,
]

const json = (what: string, body: unknown, standard: unknown): Row<MakeMessage> => [
  `json() ${what}`,
  make => make(body).json(),
  standard,
]

const blob = (what: string, type: string | undefined, standard: string): Row<MakeMessage> => [
  `blob() has the type ${what}`,
  async make => {
    const body = type === undefined ? bytes(1) : 'x'
    return (await make(body, type === undefined ? {} : { 'content-type': type }).blob()).type
  },
  standard,
]

export const bodyRead: readonly Row<MakeMessage>[] = [
  text('decodes UTF-8', 'é한😀', 'é한😀'),
  text('strips a byte order mark', `${BOM}a`, 'a'),
  text('strips one byte order mark', `${BOM}${BOM}a`, `${BOM}a`),
  text('keeps a mark inside', `a${BOM}`, `a${BOM}`),
  text('of a byte order mark is empty', BOM, ''),
  text('replaces what is no UTF-8', bytes(0x61, 0xff, 0xc3, 0x62), 'a\ufffd\ufffdb'),
  text('replaces overlong forms', bytes(0xc0, 0xaf), '\ufffd\ufffd'),
  text('replaces surrogates', bytes(0xed, 0xa0, 0x80), '\ufffd\ufffd\ufffd'),
  text('replaces a character that is cut off', bytes(0xf0, 0x9f, 0x98), '\ufffd'),
  text('keeps NUL and line breaks', 'a\0b\r\nc', 'a\0b\r\nc'),
  text('of an empty body is empty', '', ''),
  text('without a body is empty', undefined, ''),
  text('ignores the charset of the type', bytes(0xe9), '\ufffd'),
  ['text() of a megabyte', async make => (await make('x'.repeat(2 ** 20)).text()).length, 2 ** 20],
  json('parses an object', '{"a":[1,null,"é"]}', { a: [1, null, 'é'] }),
  json('parses a number', ' 1e3 ', 1000),
  json('parses null', 'null', null),
  json('parses a text', '"\\ud800"', '\ud800'),
  json('strips a byte order mark', `${BOM}{}`, {}),
  json('refuses an empty body', '', SYNTAX_ERROR),
  json('refuses no body', undefined, SYNTAX_ERROR),
  json('refuses what is no JSON', '{a:1}', SYNTAX_ERROR),
  json('refuses what follows', '{} x', SYNTAX_ERROR),
  [
    'json() makes __proto__ an own member',
    async make => Object.keys(await make('{"__proto__":1}').json()),
    ['__proto__'],
  ],
  [
    'json() spends the body also when it fails',
    async make => {
      const m = make('{')
      await m.json().catch(() => {})
      return m.bodyUsed
    },
    true,
  ],
  [
    'arrayBuffer() gives the bytes',
    async make => [...new Uint8Array(await make(bytes(0, 255, 7)).arrayBuffer())],
    [0, 255, 7],
  ],
  [
    'arrayBuffer() gives an ArrayBuffer',
    async make => tagOf(await make('x').arrayBuffer()),
    'ArrayBuffer',
  ],
  [
    'arrayBuffer() gives a buffer of that length',
    async make => (await make('12345').arrayBuffer()).byteLength,
    5,
  ],
  [
    'arrayBuffer() keeps a byte order mark',
    async make => (await make(BOM).arrayBuffer()).byteLength,
    3,
  ],
  [
    'arrayBuffer() without a body is empty',
    async make => (await make().arrayBuffer()).byteLength,
    0,
  ],
  [
    'bytes() gives the bytes',
    async make => [...(await make(bytes(0, 255, 7)).bytes())],
    [0, 255, 7],
  ],
  [
    'bytes() gives a plain Uint8Array',
    async make => {
      const b = await make('x').bytes()
      return [tagOf(b), b.constructor.name]
    },
    ['Uint8Array', 'Uint8Array'],
  ],
  [
    'bytes() gives a view of a whole buffer',
    async make => {
      const b = await make('12345').bytes()
      return [b.byteOffset, b.buffer.byteLength]
    },
    [0, 5],
  ],
  ['bytes() without a body is empty', async make => (await make().bytes()).byteLength, 0],
  ['blob() gives the bytes', async make => (await make('é').blob()).text(), 'é'],
  ['blob() gives a Blob', async make => tagOf(await make('x').blob()), 'Blob'],
  ['blob() has the size', async make => (await make('12345').blob()).size, 5],
  ['blob() without a body is empty', async make => (await make().blob()).size, 0],
  blob('of the headers', 'image/png', 'image/png'),
  blob('in lower case', 'Image/PNG', 'image/png'),
  blob('with its parameters', 'text/html;charset=utf-8', 'text/html;charset=utf-8'),
  blob('nothing for no type', undefined, ''),
  blob('nothing for what is no type', 'nonsense', ''),
  [
    'each way of reading gives a promise, also when it fails',
    async make => {
      const m = make('x')
      await m.text()
      return Promise.allSettled([
        m.text(),
        m.json(),
        m.arrayBuffer(),
        m.bytes(),
        m.blob(),
        m.formData(),
      ]).then(all => all.map(one => one.status === 'rejected' && one.reason.name))
    },
    ['TypeError', 'TypeError', 'TypeError', 'TypeError', 'TypeError', 'TypeError'],
  ],
  [
    'a second reading while the first is under way is refused',
    async make => {
      const m = make('x')
      const first = m.text()
      await m.text().catch(() => first)
      return m.text()
    },
    TYPE_ERROR,
  ],
]
