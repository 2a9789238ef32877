/** A Redis, an origin and processes of a contestant; all of them end together. */
import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const WORKER = fileURLToPath(new URL('worker.mjs', import.meta.url))

export async function startRedis() {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'rh-bench-redis-'))
  const options = ['--port', port, '--save', '', '--appendonly', 'no', '--dir', folder]
  const server = spawn('redis-server', options.map(String), { stdio: 'ignore' })
  server.on('error', () => {})
  while (!(await answers(port))) {
    if (server.exitCode !== null || server.pid === undefined) throw new Error('No redis-server')
    await sleep(20)
  }
  const stop = () => {
    server.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  return { port, stop }
}

/** Data with a version, reads that are counted, and a time that each takes. */
export async function startOrigin() {
  const origin = { version: 1, hits: 0, delay: 0 }
  const server = createServer(async (_req, res) => {
    origin.hits++
    const { version } = origin
    await sleep(origin.delay)
    res.end(String(version))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const stop = () => {
    server.close()
    server.closeAllConnections()
  }
  return Object.assign(origin, { url: `http://127.0.0.1:${server.address().port}/`, stop })
}

export async function startWorker(options) {
  const child = fork(WORKER, [JSON.stringify(options)], { stdio: ['ignore', 2, 2, 'ipc'] })
  await once(child, 'message')
  const waiting = new Map()
  let last = 0
  child.on('message', ({ id, value, error }) => {
    const { resolve, reject } = waiting.get(id)
    if (error) reject(new Error(error))
    else resolve(value)
  })
  const ask = (command, rest = {}) =>
    new Promise((resolve, reject) => {
      waiting.set(++last, { resolve, reject })
      child.send({ id: last, command, ...rest })
    })
  return { ask, stop: () => child.kill('SIGKILL') }
}

async function freePort() {
  const server = createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address()
  await new Promise(resolve => server.close(resolve))
  return port
}

function answers(port) {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1')
    socket.on('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}
