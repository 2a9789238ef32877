/** Every way to get at a request body, and what came out: bytes, or the code of the error. */
const drain = async (body: ReadableStream<Uint8Array> | null): Promise<string> => {
  const pieces: Uint8Array[] = []
  const reader = body?.getReader()
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read())
    pieces.push(read.value)
  return Buffer.concat(pieces).toString('latin1')
}

const latin1 = (bytes: ArrayBuffer | Uint8Array) =>
  Buffer.from(bytes as Uint8Array).toString('latin1')
const decoded = (text: string) => Buffer.from(text).toString('latin1')

/** All give the bytes, one character each; those that decode to text do so only for valid UTF-8. */
const asBytes: Record<string, (request: Request) => Promise<string>> = {
  arrayBuffer: async request => latin1(await request.arrayBuffer()),
  blob: async request => latin1(await (await request.blob()).arrayBuffer()),
  'body reader': request => drain(request.body),
  clone: async request => latin1(await request.clone().arrayBuffer()),
  'clone, both sides': async request => {
    const copy = request.clone()
    const [one, two] = await Promise.all([request.arrayBuffer(), copy.arrayBuffer()])
    if (latin1(one) !== latin1(two)) throw new Error('the clone differs')
    return latin1(one)
  },
  'new Request(r)': async request => latin1(await new Request(request).arrayBuffer()),
  text: async request => decoded(await request.text()),
  ...('bytes' in Request.prototype && {
    bytes: async (request: any) => latin1(await request.bytes()),
  }),
}

export const byteAccessors: readonly string[] = Object.keys(asBytes)

const asValues: Record<string, (request: Request) => Promise<unknown>> = {
  json: request => request.json(),
  formData: async request => formEntries(await request.formData()),
}

export async function formEntries(form: FormData): Promise<unknown[]> {
  const entries: unknown[] = []
  for (const [name, value] of form as unknown as Iterable<[string, any]>) {
    if (typeof value === 'string') entries.push([name, value])
    else entries.push([name, value.name, value.type, latin1(await value.arrayBuffer())])
  }
  return entries
}

/** Handler that answers `{ value }` or `{ error }` for the accessor named in `x-accessor`. */
export async function readBody(request: Request): Promise<Response> {
  const name = request.headers.get('x-accessor') ?? 'text'
  const headers = Object.fromEntries(
    ['content-type', 'content-length', 'content-encoding'].map(key => [
      key,
      request.headers.get(key),
    ]),
  )
  try {
    const value = await (asBytes[name] ?? asValues[name])?.(request)
    return Response.json({ value, headers })
  } catch (error: any) {
    return Response.json({ error: error.code ?? error.name, headers })
  }
}
