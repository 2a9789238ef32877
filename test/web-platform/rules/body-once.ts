/** Body: read once, whichever way it was read and whichever way it is asked for again. */
import { type Row, TYPE_ERROR } from '../rule'
import type { MakeMessage, Message } from './body-read'

const WAYS: Record<string, (message: Message) => unknown> = {
  'text()': m => m.text(),
  'json()': m => m.json(),
  'arrayBuffer()': m => m.arrayBuffer(),
  'blob()': m => m.blob(),
  'a reader': async m => {
    const reader = m.body!.getReader()
    while (!(await reader.read()).done);
    reader.releaseLock()
  },
  'for await': async m => {
    for await (const _ of m.body as unknown as AsyncIterable<Uint8Array>);
  },
  'pipeTo()': m => m.body!.pipeTo(new WritableStream()),
  'cancel()': async m => {
    await m.body!.cancel()
  },
}

/** Ways that are refused when the body was read; a reader, say, is not: it is told the end. */
const AGAIN: Record<string, (message: Message) => unknown> = {
  'text()': m => m.text(),
  'json()': m => m.json(),
  'arrayBuffer()': m => m.arrayBuffer(),
  'blob()': m => m.blob(),
  'formData()': m => m.formData(),
  'clone()': m => void m.clone(),
  'a new Response': m => void new Response(m.body),
}

const pairs = Object.entries(WAYS).flatMap(([first, read]) =>
  Object.entries(AGAIN).map(
    ([second, again]): Row<MakeMessage> => [
      `${first}, then ${second}`,
      async make => {
        const message = make('{"a":1}')
        await read(message)
        if (!message.bodyUsed) return 'unused'
        return again(message)
      },
      TYPE_ERROR,
    ],
  ),
)

const meanwhile = Object.keys(AGAIN).map(
  (second): Row<MakeMessage> => [
    `text(), and ${second} before it is done`,
    async make => {
      const message = make('{"a":1}')
      const reading = message.text()
      try {
        return await AGAIN[second]!(message)
      } finally {
        await reading
      }
    },
    TYPE_ERROR,
  ],
)

const locking = Object.keys(AGAIN).map(
  (second): Row<MakeMessage> => [
    `a lock, then ${second}`,
    async make => {
      const message = make('{"a":1}')
      message.body!.getReader()
      return AGAIN[second]!(message)
    },
    TYPE_ERROR,
  ],
)

export const bodyOnce: readonly Row<MakeMessage>[] = [
  ...pairs,
  ...meanwhile,
  ...locking,
  [
    'a lock that is let go leaves the body whole',
    async make => {
      const message = make('text')
      message.body!.getReader().releaseLock()
      return [message.bodyUsed, await message.text()]
    },
    [false, 'text'],
  ],
  [
    'bodyUsed as soon as reading has begun',
    async make => {
      const message = make('text')
      const reading = message.text()
      const used = message.bodyUsed
      return [used, await reading]
    },
    [true, 'text'],
  ],
  [
    'the body is locked while it is read whole',
    async make => {
      const message = make('text')
      const { body } = message
      const reading = message.text()
      const { locked } = body!
      await reading
      return [locked, body === message.body]
    },
    [true, true],
  ],
]
