const own = require('@whatwg-node/fetch')
const { createServerAdapter } = require('@whatwg-node/server')

module.exports = classes => {
  const fetchAPI = classes === 'native' ? globalThis : own
  const { Headers, Response } = fetchAPI
  return createServerAdapter(handle, { fetchAPI })

  async function handle(request) {
    const { pathname, searchParams } = new URL(request.url)
    if (pathname === '/hello') return new Response('Hello, world!')
    if (pathname.startsWith('/user/')) {
      const [id, fields] = [decodeURIComponent(pathname.slice(6)), searchParams.get('fields')]
      const language = request.headers.get('accept-language')
      return Response.json({ id, fields, language, requestId: request.headers.get('x-request-id') })
    }
    if (pathname === '/echo') return Response.json(await request.json())
    const headers = new Headers()
    for (const [name, value] of ['a1', 'b2', 'c3'])
      headers.append('set-cookie', `${name}=${value}; Path=/; HttpOnly`)
    return new Response('ok', { headers })
  }
}
