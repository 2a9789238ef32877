/** The stream behind a body: what kind of object it is, and who in the runtime takes it. */
import { isDisturbed, isErrored, isReadable, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { type Row, TYPE_ERROR, tagOf } from '../rule'
import type { MakeMessage } from './body-read'

const stateOf = (body: any) => [isDisturbed(body), isErrored(body), isReadable(body)]

const method = (name: string, ...args: unknown[]): Row<MakeMessage> => [
  `ReadableStream.prototype.${name} called on it`,
  make => {
    const body = make('text').body!
    const result = Reflect.apply(Reflect.get(ReadableStream.prototype, name), body, args)
    return [Array.isArray(result) ? 'Array' : tagOf(result), body.locked]
  },
  [
    {
      cancel: 'Promise',
      getReader: 'ReadableStreamDefaultReader',
      tee: 'Array',
      values: 'ReadableStreamAsyncIterator',
    }[name] ?? 'Object',
    name !== 'cancel',
  ],
]

export const bodyObject: readonly Row<MakeMessage>[] = [
  ['body is a ReadableStream', make => make('x').body instanceof ReadableStream, true],
  ['body has a tag', make => tagOf(make('x').body), 'ReadableStream'],
  ['body has the constructor', make => make('x').body!.constructor === ReadableStream, true],
  ['body has no members of its own', make => Object.keys(make('x').body!), []],
  ['body is one object', make => one(make('x')), true],
  ['body is one object after it was read', async make => oneAfter(make('x')), true],
  ['Node tells the state of a body', make => stateOf(make('x').body), [false, false, true]],
  [
    'Node tells the state of a body that was read',
    async make => {
      const message = make('x')
      const { body } = message
      await message.text()
      return stateOf(body)
    },
    [true, false, false],
  ],
  method('getReader'),
  method('tee'),
  method('cancel'),
  [
    'the getter of locked called on it',
    make => {
      const body = make('x').body!
      const { get } = Object.getOwnPropertyDescriptor(ReadableStream.prototype, 'locked')!
      const before = get!.call(body)
      body.getReader()
      return [before, get!.call(body), body.locked]
    },
    [false, true, true],
  ],
  ['getReader() twice is refused', make => void readTwice(make('x').body!), TYPE_ERROR],
  ['body is the body of a Response', async make => new Response(make('text').body).text(), 'text'],
  [
    'body is the body of a Request',
    async make => {
      const init = { method: 'POST', body: make('text').body, duplex: 'half' } as RequestInit
      return new Request('http://a.test/', init).text()
    },
    'text',
  ],
  ['body is read by Node', async make => text(Readable.fromWeb(make('text').body as any)), 'text'],
  ['body is read by a consumer', async make => text(make('text').body as any), 'text'],
  [
    'body goes through a transform',
    async make => {
      const upper = new TransformStream({
        transform: (chunk, controller) => controller.enqueue(chunk.toUpperCase()),
      })
      const out = make('text')
        .body!.pipeThrough(new TextDecoderStream() as any)
        .pipeThrough(upper)
      let all = ''
      for await (const part of out as unknown as AsyncIterable<string>) all += part
      return all
    },
    'TEXT',
  ],
  [
    'body has two branches',
    async make => {
      const [a, b] = make('text').body!.tee()
      return [await new Response(a).text(), await new Response(b).text()]
    },
    ['text', 'text'],
  ],
  [
    'chunks of the body are bytes',
    async make => tagOf((await make('text').body!.getReader().read()).value),
    'Uint8Array',
  ],
  [
    'a reader is told the end',
    async make => {
      const reader = make('x').body!.getReader()
      await reader.read()
      const end = await reader.read()
      await reader.closed
      return end
    },
    { done: true, value: undefined },
  ],
  [
    'a body that was cancelled is used',
    async make => {
      const message = make('x')
      await message.body!.cancel('enough')
      return [message.bodyUsed, message.body!.locked]
    },
    [true, false],
  ],
]

const one = (message: { body: unknown }) => Object.is(message.body, message.body)

async function oneAfter(message: Response | Request): Promise<boolean> {
  const { body } = message
  await message.text()
  return body === message.body
}

function readTwice(body: ReadableStream): void {
  body.getReader()
  body.getReader()
}
