/** One process of several: reads through the cache, and invalidates, as it is told over IPC. */
const { join } = require('node:path')
const { setTimeout: sleep, setImmediate: turn } = require('node:timers/promises')

const options = JSON.parse(process.argv[2])
const { dist, url, port, client: kind, clientOptions, engine: settings, skewMs = 0 } = options
// Before anything reads it: a machine whose clock is wrong.
const { timeOrigin } = performance
Object.defineProperty(performance, 'timeOrigin', { value: timeOrigin + skewMs })
const wallClock = () => timeOrigin + performance.now()

const { redisTier } = require(join(dist, 'src/cache/redis/redis-tier.js'))
const { Engine } = require(join(dist, 'src/cache/engine/engine.js'))

const counts = {}
const emit = ({ type, event }) => {
  const name = event ? `${type} ${event}` : type
  counts[name] = (counts[name] ?? 0) + 1
}

async function main() {
  const client = await connected()
  const opened = redisTier({ client, ns: 'test', ...options.tier }).open(emit)
  const { tags, entries } = opened
  await tags.start()
  const engine = new Engine({ tags, entries, settings: { ...opened.settings, ...settings }, emit })
  const commands = {
    read: ({ key, tags: own, revalidate }) => read(engine, tags.view, key, own, revalidate),
    readOwn: ({ key }) => readOwn(engine, key),
    load: load => underLoad(engine, load),
    invalidate: ({ tags: given, expire }) => tags.invalidate(given, expire).then(() => 'told'),
    invalidateEach: ({ tags: given }) => invalidateEach(tags, given),
    watch: ({ from, to }) => watch(tags.view, from, to),
    expireAll: () => tags.expireAll().then(() => 'told'),
    sync: () => tags.syncAfterNow(),
    tagState: async () => stateOf(tags),
    stats: async () => ({ counts, ...tags.counts, memory: engine.memory.size }),
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

async function read(engine, view, key, tags, revalidate) {
  const from = performance.now()
  const result = await engine.get(key, { kind: 'R', generate: () => generate(tags, revalidate) })
  const { state, tier, entry } = result
  const age = view.now() - entry.time
  return { state, tier, value: String(entry.body), ms: performance.now() - from, age }
}

async function generate(tags, revalidate) {
  const body = Buffer.from(await (await fetch(url)).text())
  return { type: 'store', kind: 'R', tags, revalidate, expire: 3600, body }
}

let cookies = 0

async function readOwn(engine, key) {
  const from = performance.now()
  const generate = async () => {
    await sleep(100)
    const live = `${process.pid}-${++cookies}`
    return { type: 'bypass', reason: 'set-cookie', live }
  }
  const { state, live } = await engine.get(key, { kind: 'R', generate })
  return { state, value: live, ms: performance.now() - from }
}

async function underLoad(engine, { connections, keys, tags, revalidate, ms }) {
  const end = Date.now() + ms
  const times = []
  let failed = 0
  const connection = async first => {
    for (let at = first; Date.now() < end; at++) {
      const from = performance.now()
      const request = { kind: 'R', generate: () => generate(tags, revalidate) }
      await engine.get(`key ${at % keys}`, request).catch(() => failed++)
      times.push(performance.now() - from)
      await sleep(2)
    }
  }
  const all = Array.from({ length: connections }, (_, at) => connection(at * 19))
  await Promise.all(all)
  times.sort((one, other) => one - other)
  const p99 = times[Math.floor(times.length * 0.99)]
  return { requests: times.length, failed, p99: Math.round(p99), slowest: Math.round(times.at(-1)) }
}

async function invalidateEach(tags, given) {
  const at = []
  for (const tag of given) {
    await tags.invalidate([tag])
    at.push(wallClock())
  }
  return at
}

async function watch(view, from, to) {
  const at = []
  for (let epoch = from; epoch <= to; ) {
    if (view.epoch < epoch) await turn()
    else {
      at.push(wallClock())
      epoch++
    }
  }
  return at
}

function stateOf(tags) {
  const { manifest, epoch, floor } = tags.view
  const records = ['tag', 'other'].map(tag => [tag, tags.view.record(tag)])
  const { isShared, disconnectedSince } = tags
  return { manifest, epoch, floor, records, isShared, isConnected: disconnectedSince === 0 }
}

async function connected() {
  if (kind === 'redis') {
    const at = `redis://127.0.0.1:${port}`
    const client = require('redis').createClient({ url: at, ...clientOptions })
    client.on('error', () => {})
    const connecting = client.connect()
    if (!options.isEarly) await connecting
    return client
  }
  const client = ioredisClient()
  client.on('error', () => {})
  return client
}

function ioredisClient() {
  if (kind === 'cluster') return new (require('ioredis').Cluster)([{ port, host: '127.0.0.1' }])
  const Client = require(kind)
  const given = { retryStrategy: () => 100, ...clientOptions }
  return new (Client.default ?? Client)(port, '127.0.0.1', given)
}

main()
