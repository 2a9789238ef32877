/** One client's routes behind one host, as a client of HTTP sees them. */

/** A browser as far as cookies go: what `Set-Cookie` lines ask for is sent back. */
export class Site {
  readonly origin: string
  readonly cookies = new Map<string, string>()

  constructor(port: number) {
    this.origin = `http://localhost:${port}`
  }

  async fetch(path: string, { headers, ...init }: RequestInit = {}): Promise<Response> {
    const sent = new Headers(headers)
    if (this.cookies.size > 0) sent.set('cookie', this.#cookie())
    const response = await fetch(this.origin + path, {
      redirect: 'manual',
      signal: AbortSignal.timeout(20_000),
      ...init,
      headers: sent,
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      this.cookies.set(name!, value!)
    }
    return response
  }

  /** Sends JSON, or a text that is meant to be JSON, byte by byte as it is. */
  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return this.fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  }

  /** A new browser, which has no cookies. */
  stranger(): Site {
    return new Site(Number(new URL(this.origin).port))
  }

  #cookie(): string {
    return [...this.cookies].map(pair => pair.join('=')).join('; ')
  }
}

/** What is to hold of a client, by the sentence that says so. */
export type Calls = Readonly<Record<string, (site: Site) => Promise<void>>>

/**
 * Reads until `first` has arrived and lets the rest go only then: an answer that is held back
 * until its end never ends.
 */
export async function inChunks(
  response: Response,
  first: string,
  release: () => Promise<unknown>,
): Promise<string> {
  let text = ''
  let isReleased = false
  const decoder = new TextDecoder()
  for await (const chunk of response.body!) {
    text += decoder.decode(chunk as Uint8Array, { stream: true })
    if (isReleased || !text.includes(first)) continue
    isReleased = true
    await release()
  }
  return text
}
