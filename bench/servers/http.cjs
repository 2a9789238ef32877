/** The work itself, on `node:http` and nothing else: what all others are measured against. */
const { bytes, chunk, chunks, event, text } = require('./bodies.cjs')

module.exports = () => (req, res) => {
  const [pathname, query] = req.url.split('?')
  if (pathname === '/hello') hello(req, res)
  else if (pathname === '/stored') plain(res, 'Hello, world!')
  else if (pathname.startsWith('/user/')) user(req, res, pathname, query)
  else if (pathname === '/echo') read(req, body => json(res, JSON.parse(body.toString())))
  else if (pathname === '/size') read(req, body => json(res, { byteLength: body.length }))
  else if (pathname === '/stream') stream(res)
  else if (pathname === '/big-string') plain(res, text)
  else if (pathname === '/big-bytes') res.end(bytes)
  else if (pathname === '/cookies') cookies(res)
  else if (pathname === '/context') context(req, res)
  else if (pathname === '/events') events(res)
  else if (pathname === '/waiting') return
  else res.writeHead(404).end()
}

function hello(req, res) {
  if (req.method === 'GET') plain(res, 'Hello, world!')
  else res.writeHead(405, { allow: 'GET, HEAD, OPTIONS' }).end()
}

function plain(res, body) {
  res.setHeader('content-type', 'text/plain;charset=utf-8')
  res.end(body)
}

function user(req, res, pathname, query) {
  const id = decodeURIComponent(pathname.slice(6))
  const fields = new URLSearchParams(query).get('fields')
  const language = req.headers['accept-language']
  json(res, { id, fields, language, requestId: req.headers['x-request-id'] })
}

function read(req, use) {
  const parts = []
  req.on('data', part => parts.push(part))
  req.on('end', () => use(Buffer.concat(parts)))
}

function stream(res) {
  res.setHeader('content-type', 'text/plain')
  for (let sent = 0; sent < chunks; sent++) res.write(chunk)
  res.end()
}

function cookies(res) {
  const attributes = '; Path=/; HttpOnly'
  res.setHeader('set-cookie', [`a=1${attributes}`, `b=2${attributes}`, `c=3${attributes}`])
  plain(res, 'ok')
}

function context(req, res) {
  const session = /(?:^|; )session=([^;]*)/.exec(req.headers.cookie)?.[1]
  json(res, { language: req.headers['accept-language'], session })
}

function events(res) {
  res.writeHead(200, { 'content-type': 'text/event-stream' })
  res.write(event)
}

function json(res, value) {
  res.setHeader('content-type', 'application/json')
  res.end(JSON.stringify(value))
}
