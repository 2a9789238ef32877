/**
 * The text or bytes that a native `Response` was made from. undici 5 and 6 keep them beside the
 * stream, under a symbol of their own; undici 7 does not. Where and whether is found out by trying,
 * at the first use (docs/decisions/080); without it the stream is read, with the same result.
 */
import { Readable } from 'node:stream'
import { types } from 'node:util'
import { fastPaths } from '../fast-paths.js'
import { Response } from '../natives.js'

/** What is looked for under the symbol. */
interface State {
  readonly body?: { readonly stream?: unknown; readonly source?: unknown } | null
}

/** `null`: this runtime keeps none. */
let key: symbol | null | undefined

/** Whether this runtime keeps what responses are made from. */
export function sourcesAreKept(): boolean {
  if (key === undefined) key = fastPaths ? probe() : null
  return key !== null
}

/**
 * Takes what a response was made from, if nobody has begun to read it and it shows the stream that
 * it was made with: a subclass may show another. Leaves it as reading to the end would.
 */
export function takeKept(response: Response): string | Uint8Array | undefined {
  if (!sourcesAreKept()) return undefined
  const { body } = response
  const kept = (Reflect.get(response, key!) as State | undefined)?.body
  if (!body || kept?.stream !== body || !isWhole(kept.source)) return undefined
  // What fetch() gives can be another thing than what it was made from: decoded, or cut.
  if (response.type !== 'default' || body.locked || isDisturbed(body)) return undefined
  void body.getReader().cancel()
  return kept.source
}

function isWhole(source: unknown): source is string | Uint8Array {
  return typeof source === 'string' || types.isUint8Array(source)
}

function isDisturbed(body: ReadableStream): boolean {
  return Readable.isDisturbed(body as unknown as NodeJS.ReadableStream)
}

function probe(): symbol | null {
  const text = 'probe'
  const response = new Response(text)
  const found = Object.getOwnPropertySymbols(response).find(symbol => {
    const body = (Reflect.get(response, symbol) as State | null | undefined)?.body
    return body?.source === text && body.stream === response.body
  })
  return found !== undefined && copiesBytes(found) ? found : null
}

/** Bytes that their owner could still change must not be sent later. */
function copiesBytes(symbol: symbol): boolean {
  const bytes = new Uint8Array([1])
  const kept = (Reflect.get(new Response(bytes), symbol) as State).body?.source
  bytes[0] = 2
  return types.isUint8Array(kept) && kept[0] === 1
}
