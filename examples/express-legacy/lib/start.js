const { once } = require('node:events')
const { db } = require('./db')
const { tour } = require('./tour')

const port = Number(process.env.PORT ?? 3000)

/** Loads the route files, listens, and says what to try. A failure ends the process with one line. */
async function start(app, routes) {
  await routes.ready()
  const server = app.listen(port, error => {
    if (error) return fail(error)
    console.log(tour(`http://localhost:${server.address().port}`))
  })
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop(server, routes))
}

async function stop(server, routes) {
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections() // a ticker that somebody watches would never end by itself
  await closed
  await routes.close()
  db.close()
}

function fail(error) {
  const taken = error.code === 'EADDRINUSE'
  console.error(
    taken ? `Port ${port} is already in use. Try another one: PORT=${port + 1} npm start` : error,
  )
  process.exit(1)
}

module.exports = { start }
