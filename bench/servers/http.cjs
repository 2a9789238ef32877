module.exports = () => (req, res) => {
  const [pathname, query] = req.url.split('?')
  if (pathname === '/hello') {
    res.setHeader('content-type', 'text/plain;charset=utf-8')
    res.end('Hello, world!')
  } else if (pathname.startsWith('/user/')) {
    const id = decodeURIComponent(pathname.slice(6))
    const fields = new URLSearchParams(query).get('fields')
    const language = req.headers['accept-language']
    json(res, { id, fields, language, requestId: req.headers['x-request-id'] })
  } else if (pathname === '/echo') {
    const chunks = []
    req.on('data', chunk => chunks.push(chunk))
    req.on('end', () => json(res, JSON.parse(Buffer.concat(chunks).toString())))
  } else if (pathname === '/cookies') {
    const attributes = '; Path=/; HttpOnly'
    res.setHeader('set-cookie', [`a=1${attributes}`, `b=2${attributes}`, `c=3${attributes}`])
    res.end('ok')
  }
}

function json(res, value) {
  res.setHeader('content-type', 'application/json')
  res.end(JSON.stringify(value))
}
