/** Body: the stream, its lock, and what counts as used ("unusable", "disturbed", "locked"). */
import { type Row, TYPE_ERROR, tagOf } from '../rule'
import type { MakeMessage, Message } from './body-read'

async function readAll(stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  const reader = stream.getReader()
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    text += decoder.decode(next.value, { stream: true })
  }
  return text
}

/** A message after its body was touched in some way. */
const after = (
  what: string,
  touch: (message: Message) => unknown,
  see: (message: Message) => unknown,
  standard: unknown,
): Row<MakeMessage> => [
  what,
  async make => {
    const message = make('text')
    await touch(message)
    return see(message)
  },
  standard,
]

const used = (message: Message): boolean => message.bodyUsed
const reading = (message: Message) => message.text()
const lock = (message: Message): void => void message.body!.getReader()
const lockAndLetGo = (message: Message): void => message.body!.getReader().releaseLock()
const readOnce = async (message: Message): Promise<void> => {
  const reader = message.body!.getReader()
  await reader.read()
  reader.releaseLock()
}
const cancel = (message: Message) => message.body!.cancel()

export const bodyStream: readonly Row<MakeMessage>[] = [
  ['body is a ReadableStream', make => tagOf(make('x').body), 'ReadableStream'],
  [
    'body is one object',
    make => {
      const m = make('x')
      return Object.is(m.body, m.body)
    },
    true,
  ],
  ['body is null without a body', make => make().body === null, true],
  ['body of an empty text is not null', make => make('').body === null, false],
  ['body gives the bytes', make => readAll(make('é한').body!), 'é한'],
  [
    'chunks are plain Uint8Arrays',
    async make => {
      const { value } = await make('x').body!.getReader().read()
      return [tagOf(value), value!.constructor.name]
    },
    ['Uint8Array', 'Uint8Array'],
  ],
  [
    'body can be iterated',
    async make => {
      let text = ''
      for await (const chunk of make('text').body as any) text += new TextDecoder().decode(chunk)
      return text
    },
    'text',
  ],
  [
    'body can be teed',
    async make => {
      const [one, two] = make('text').body!.tee()
      return Promise.all([readAll(one), readAll(two)])
    },
    ['text', 'text'],
  ],
  [
    'body can be piped',
    make => readAll(make('text').body!.pipeThrough(new TransformStream())),
    'text',
  ],
  ['body can be given to a Response', make => new Response(make('text').body).text(), 'text'],
  [
    'body can be read with a buffer of the reader',
    async make => {
      const { value } = await (make('text').body as any)
        .getReader({ mode: 'byob' })
        .read(new Uint8Array(8))
      return new TextDecoder().decode(value)
    },
    'text',
  ],
  ['bodyUsed is false at first', make => make('x').bodyUsed, false],
  [
    'bodyUsed is false without a body, also after reading',
    async make => {
      const m = make()
      await m.text()
      return m.bodyUsed
    },
    false,
  ],
  [
    'a message without a body is read again',
    async make => {
      const m = make()
      await m.text()
      return m.text()
    },
    '',
  ],
  [
    'bodyUsed is true at once when reading begins',
    async make => {
      const m = make('x')
      const reads = m.text()
      const { bodyUsed } = m
      await reads
      return bodyUsed
    },
    true,
  ],
  [
    'the stream is locked while the body is read',
    async make => {
      const m = make('x')
      const stream = m.body!
      const reads = m.text()
      const { locked } = stream
      await reads
      return locked
    },
    true,
  ],
  after('bodyUsed is true after text()', reading, used, true),
  after('bodyUsed is false when a reader only holds the stream', lock, used, false),
  after('bodyUsed is false when a reader let the stream go unread', lockAndLetGo, used, false),
  after('bodyUsed is true when a reader has read', readOnce, used, true),
  after('bodyUsed is true when the stream was cancelled', cancel, used, true),
  after('bodyUsed is false for one that looked at the stream', m => void m.body, used, false),
  after('text() after looking at the stream', m => void m.body, reading, 'text'),
  after('text() while a reader holds the stream', lock, reading, TYPE_ERROR),
  after('text() after a reader let the stream go unread', lockAndLetGo, reading, 'text'),
  after('text() after a reader has read', readOnce, reading, TYPE_ERROR),
  after('text() after the stream was cancelled', cancel, reading, TYPE_ERROR),
  after('text() after text()', reading, reading, TYPE_ERROR),
  after('json() after text()', reading, m => m.json(), TYPE_ERROR),
  after('blob() after text()', reading, m => m.blob(), TYPE_ERROR),
  after('text() after blob()', m => m.blob(), reading, TYPE_ERROR),
  after('text() after arrayBuffer()', m => m.arrayBuffer(), reading, TYPE_ERROR),
  after(
    'bytes() after blob()',
    m => m.blob(),
    m => m.bytes(),
    TYPE_ERROR,
  ),
  after(
    'the stream stays locked after text()',
    async m => {
      void m.body
      await m.text()
    },
    m => void m.body!.getReader(),
    TYPE_ERROR,
  ),
  after('clone() after text()', reading, m => void m.clone(), TYPE_ERROR),
  after('clone() while a reader holds the stream', lock, m => void m.clone(), TYPE_ERROR),
  after(
    'clone() after looking at the stream',
    m => void m.body,
    m => m.clone().text(),
    'text',
  ),
  after('clone() leaves the original to be read', m => m.clone().text(), reading, 'text'),
  after(
    'a clone that is cancelled leaves the original to be read',
    m => void m.clone().body!.cancel(),
    reading,
    'text',
  ),
  after(
    'the stream after clone() is another',
    m => m.body,
    async m => {
      const before = m.body
      m.clone()
      return before === m.body
    },
    false,
  ),
]
