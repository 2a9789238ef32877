/** The server behind the routes: no two answers are the same, and it counts them by path. */
const { createServer } = require('node:http')
const { randomUUID } = require('node:crypto')

const server = createServer((request, response) => {
  const { searchParams } = new URL(request.url, 'http://localhost')
  response.statusCode = Number(searchParams.get('status') ?? 200)
  if (searchParams.has('cookie')) response.setHeader('set-cookie', 'origin=1')
  response.setHeader('content-type', 'text/plain')
  response.end(randomUUID())
})

server.listen(0, () => console.log(`http://localhost:${server.address().port}`))
