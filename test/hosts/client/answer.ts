/** A response as it was on the wire: header lines in order, body bytes, and how it ended. */
export interface Head {
  readonly status: number
  /** Reason phrase; empty over HTTP/2, which has none. */
  readonly reason: string
  /** Lower-case name and value of each line, in order. */
  readonly lines: ReadonlyArray<readonly [string, string]>
}

export class Answer implements Head {
  readonly status: number
  readonly reason: string
  readonly lines: ReadonlyArray<readonly [string, string]>
  readonly body: Buffer
  /** The connection or stream broke off before the message was complete. */
  readonly cut: boolean

  constructor(head: Head, body: Buffer, cut: boolean) {
    this.status = head.status
    this.reason = head.reason
    this.lines = head.lines
    this.body = body
    this.cut = cut
  }

  get text(): string {
    return this.body.toString()
  }

  json(): any {
    try {
      return JSON.parse(this.text)
    } catch {
      throw new Error(`not JSON: ${this.status} ${JSON.stringify(this.text.slice(0, 400))}`)
    }
  }

  all(name: string): string[] {
    return all(this, name)
  }

  one(name: string): string | undefined {
    return one(this, name)
  }
}

export function all(head: Head, name: string): string[] {
  return head.lines.filter(([key]) => key === name).map(([, value]) => value)
}

/** The value of a header that must not be repeated. */
export function one(head: Head, name: string): string | undefined {
  const values = all(head, name)
  if (values.length > 1) throw new Error(`${name} was sent ${values.length} times: ${values}`)
  return values[0]
}

/** One request and its response, the same over HTTP/1.1 and HTTP/2. */
export interface Exchange {
  write(bytes: string | Uint8Array): void
  /** Ends the request body. */
  end(): void
  head(): Promise<Head>
  /** Next piece of the body; undefined at a clean end; throws Cut otherwise. */
  piece(): Promise<Buffer | undefined>
  /** The whole response. */
  answer(): Promise<Answer>
  /** Goes away at once, as a closed browser tab does. */
  leave(): void
}

export interface RequestLine {
  readonly method?: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  /** Leaves the request body open: the test writes and ends it. */
  readonly open?: boolean
}

/** Collects head and pieces of an exchange, keeping what came before a break. */
export async function collect(exchange: Pick<Exchange, 'head' | 'piece'>): Promise<Answer> {
  const head = await exchange.head()
  const pieces: Buffer[] = []
  try {
    for (let piece = await exchange.piece(); piece; piece = await exchange.piece()) {
      pieces.push(piece)
    }
  } catch (error) {
    if (!(error instanceof Error) || error.constructor.name !== 'Cut') throw error
    return new Answer(head, Buffer.concat(pieces), true)
  }
  return new Answer(head, Buffer.concat(pieces), false)
}

/** So many bytes of the body, in however many pieces they come. */
export async function bytes(exchange: Pick<Exchange, 'piece'>, count: number): Promise<Buffer> {
  const pieces: Buffer[] = []
  for (let left = count; left > 0; ) {
    const piece = await exchange.piece()
    if (piece === undefined) break
    pieces.push(piece)
    left -= piece.length
  }
  return Buffer.concat(pieces)
}
