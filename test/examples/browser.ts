/** `fetch` with the two habits of a browser that the examples need: an origin and a cookie jar. */

export type Browse = (path: string, init?: RequestInit) => Promise<Response>

export function openBrowser(origin: string): Browse {
  const jar = new Map<string, string>()
  return async (path, init = {}) => {
    const headers = new Headers(init.headers)
    if (jar.size > 0) headers.set('cookie', [...jar].map(pair => pair.join('=')).join('; '))
    const response = await fetch(origin + path, { redirect: 'manual', ...init, headers })
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) as unknown as [string, string, string]
      jar.set(name, value)
    }
    return response
  }
}

export const sendJson = (method: string, value: unknown): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
})
