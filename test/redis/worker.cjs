/** One process of several: reads through the cache, and invalidates, as it is told over IPC. */
const { join } = require('node:path')

const { dist, url, port, client: kind, tier, engine: settings } = JSON.parse(process.argv[2])
const { redisTier } = require(join(dist, 'src/cache/redis/redis-tier.js'))
const { Engine } = require(join(dist, 'src/cache/engine/engine.js'))

const counts = {}
const emit = ({ type, event }) => {
  const name = event ? `${type} ${event}` : type
  counts[name] = (counts[name] ?? 0) + 1
}

async function main() {
  const client = await connected()
  const { tags, entries } = redisTier({ client, ns: 'test', ...tier }).open(emit)
  await tags.start()
  const engine = new Engine({ tags, entries, settings, emit })
  const commands = {
    read: ({ key, tags: own = [], revalidate = 60 }) => read(engine, key, own, revalidate),
    invalidate: ({ tags: given, expire }) => tags.invalidate(given, expire).then(() => 'told'),
    expireAll: () => tags.expireAll().then(() => 'told'),
    stats: async () => ({ counts, queued: tags.queue.size, memory: engine.memory.size }),
    forget: async () => engine.memory.clear(),
    idle: () => engine.idle(),
  }
  process.on('message', async ({ id, command, ...rest }) => {
    try {
      process.send({ id, value: await commands[command](rest) })
    } catch (error) {
      process.send({ id, error: { name: error.name, message: error.message } })
    }
  })
  process.send('ready')
}

async function read(engine, key, tags, revalidate) {
  const from = performance.now()
  const result = await engine.get(key, { kind: 'R', generate: () => generate(tags, revalidate) })
  const value = String(result.entry.body)
  return { state: result.state, tier: result.tier, value, ms: performance.now() - from }
}

async function generate(tags, revalidate) {
  const body = Buffer.from(await (await fetch(url)).text())
  return { type: 'store', kind: 'R', tags, revalidate, expire: 3600, body }
}

async function connected() {
  if (kind === 'redis') {
    const client = require('redis').createClient({ url: `redis://127.0.0.1:${port}` })
    client.on('error', () => {})
    await client.connect()
    return client
  }
  const Client = require(kind)
  const client = new (Client.default ?? Client)(port, '127.0.0.1', { retryStrategy: () => 100 })
  client.on('error', () => {})
  return client
}

main()
