import { once } from 'node:events'
import { tour } from './tour.js'

const port = Number(process.env.PORT ?? 3000)

/** Loads the route files, listens, and says what to try. A failure ends the process with one line. */
export async function start(app, routes) {
  await routes.ready()
  const server = app.listen(port)
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop(server, routes))
  try {
    await once(server, 'listening')
  } catch (error) {
    if (error.code !== 'EADDRINUSE') throw error
    console.error(`Port ${port} is already in use. Try another one: PORT=${port + 1} npm start`)
    process.exit(1)
  }
  console.log(tour(`http://localhost:${server.address().port}`))
}

async function stop(server, routes) {
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections() // a countdown that somebody watches may take a while
  await closed
  await routes.close()
}
