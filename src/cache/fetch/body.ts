/**
 * The body of a call: as part of its key, and again for each time that the origin is asked. Taken
 * when `fetch` is called, as the platform does: what its caller changes later is not part of it.
 */
import { URLSearchParams } from '../../natives.js'

export interface SentBody {
  /** `Content-Type` that the platform derives from it. */
  readonly type: string | null
  /** With their kinds, so that no two bodies give the same. */
  readonly chunks: readonly string[]
  /** To send, as often as it is needed. */
  readonly again: NonNullable<RequestInit['body']> | undefined
}

const NONE: SentBody = { type: null, chunks: [], again: undefined }

/**
 * @param given - in the call's options.
 * @param request - what the call amounts to; its body is read where nothing else tells it.
 */
export async function sentBody(given: unknown, request: Request): Promise<SentBody> {
  if (given === undefined || given === null) {
    return request.body === null ? NONE : ofBytes(await bytesOf(request))
  }
  if (typeof given === 'string') {
    return { type: 'text/plain;charset=UTF-8', chunks: [`str:${given}`], again: given }
  }
  if (given instanceof URLSearchParams) return ofFields(new URLSearchParams(given), URLENCODED)
  if (given instanceof FormData) return ofForm(given)
  if (given instanceof Blob) return ofBlob(given)
  return ofBytes(await bytesOf(request))
}

const URLENCODED = 'application/x-www-form-urlencoded;charset=UTF-8'
/** What follows is drawn by chance each time. */
export const MULTIPART = 'multipart/form-data; boundary='

async function ofForm(form: FormData): Promise<SentBody> {
  const copy = new FormData()
  for (const [name, value] of form) copy.append(name, value)
  return ofFields(copy, MULTIPART)
}

async function ofFields(again: URLSearchParams | FormData, type: string): Promise<SentBody> {
  const chunks: string[] = []
  for (const [name, value] of again) {
    chunks.push(`key:${name}`)
    if (typeof value === 'string') chunks.push(`str:${value}`)
    else chunks.push('file', value.name, value.type, hex(await value.arrayBuffer()))
  }
  return { type, chunks, again }
}

async function ofBlob(blob: Blob): Promise<SentBody> {
  const chunks = ['blob', blob.type, hex(await blob.arrayBuffer())]
  return { type: blob.type, chunks, again: blob }
}

function ofBytes(again: ArrayBuffer): SentBody {
  return { type: null, chunks: [hex(again)], again }
}

/** The request was constructed from them, and holds a copy. */
function bytesOf(request: Request): Promise<ArrayBuffer> {
  return request.arrayBuffer()
}

function hex(bytes: ArrayBuffer): string {
  return `bytes:${Buffer.from(bytes).toString('hex')}`
}
