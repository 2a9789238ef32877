/** One process of several: a contestant, driven over IPC. */
import { setTimeout as sleep } from 'node:timers/promises'

const { contestant, port, url, ttl } = JSON.parse(process.argv[2])
const { open } = await import(`./contestants/${contestant}.mjs`)
const origin = async () => (await fetch(url)).text()
const cache = await open({ port, origin, ttl })

const commands = {
  read: ({ key, times = 1 }) => Promise.all(Array.from({ length: times }, () => cache.read(key))),
  invalidate: ({ key }) => cache.invalidate(key),
  /** Reads every five milliseconds. */
  async readOn({ key, ms }) {
    const end = Date.now() + ms
    let reads = 0
    for (; Date.now() < end; reads++) {
      await cache.read(key)
      await sleep(5)
    }
    return reads
  },
}

process.on('message', async ({ id, command, ...rest }) => {
  try {
    process.send({ id, value: await commands[command](rest) })
  } catch (error) {
    process.send({ id, error: String(error) })
  }
})
process.send('ready')
