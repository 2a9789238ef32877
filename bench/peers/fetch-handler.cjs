/** The work as a fetch handler, for every peer that takes one. `classes` are those the peer wants. */
const { bytes, chunk, chunks, event, text } = require('../servers/bodies.cjs')

module.exports = classes => async request => {
  // Read per request: a peer may replace the globals after this module was evaluated.
  const { Response } = classes
  const { pathname, searchParams } = new URL(request.url)
  if (pathname === '/hello') return new Response('Hello, world!')
  if (pathname.startsWith('/user/')) return user(request, pathname, searchParams, classes)
  if (pathname === '/echo') return Response.json(await request.json())
  if (pathname === '/size') {
    const { byteLength } = await request.arrayBuffer()
    return Response.json({ byteLength })
  }
  if (pathname === '/stream') return stream(classes)
  if (pathname === '/big-string') return new Response(text)
  if (pathname === '/big-bytes') return new Response(bytes)
  if (pathname === '/cookies') return cookies(classes)
  if (pathname === '/events') return events(classes)
  if (pathname === '/waiting') return new Promise(() => {})
  return new Response(null, { status: 404 })
}

function user({ headers }, pathname, searchParams, { Response }) {
  const [id, fields] = [decodeURIComponent(pathname.slice(6)), searchParams.get('fields')]
  const language = headers.get('accept-language')
  return Response.json({ id, fields, language, requestId: headers.get('x-request-id') })
}

function stream({ ReadableStream, Response }) {
  let sent = 0
  const body = new ReadableStream({
    pull(controller) {
      if (sent++ < chunks) controller.enqueue(chunk)
      else controller.close()
    },
  })
  return new Response(body, { headers: { 'content-type': 'text/plain' } })
}

function cookies({ Headers, Response }) {
  const headers = new Headers()
  for (const [name, value] of ['a1', 'b2', 'c3'])
    headers.append('set-cookie', `${name}=${value}; Path=/; HttpOnly`)
  return new Response('ok', { headers })
}

function events({ ReadableStream, Response }) {
  const body = new ReadableStream({ start: controller => controller.enqueue(Buffer.from(event)) })
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
}
