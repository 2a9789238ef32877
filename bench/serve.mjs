/** The process of one server: listens, and tells its CPU time when it is asked. */
import { createServer } from 'node:http'
import { createRequire } from 'node:module'

const [file, argument] = process.argv.slice(2)
const listener = createRequire(import.meta.url)(`./servers/${file}.cjs`)(argument)
const server = createServer(listener).listen(0, '127.0.0.1', () => {
  process.send({ port: server.address().port })
})

process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send({ cpu: user + system })
})
