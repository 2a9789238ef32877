/** The proxy by itself: a network that does not do what it says would make every test pass. */
import { once } from 'node:events'
import net from 'node:net'
import { dribble, rechunk, seeded } from './pieces'
import { type ChaosProxy, startProxy, type Weather } from './proxy'

/** A client and the server's end of its connection, with the proxy between them. */
interface Pair {
  readonly client: net.Socket
  readonly server: net.Socket
}

let open: Array<() => unknown> = []

afterEach(async () => {
  for (const close of open.reverse()) await close()
  open = []
})

async function connect(weather?: Weather): Promise<Pair> {
  const listener = net.createServer({ allowHalfOpen: true })
  await new Promise<void>(resolve => listener.listen(0, '127.0.0.1', resolve))
  const accepted = once(listener, 'connection')
  const proxy: ChaosProxy = await startProxy((listener.address() as net.AddressInfo).port, weather)
  const client = net.connect({ port: proxy.port, host: '127.0.0.1', allowHalfOpen: true })
  const [server] = (await accepted) as [net.Socket]
  for (const socket of [client, server]) socket.on('error', () => {})
  open.push(
    () => new Promise(resolve => listener.close(resolve)),
    () => proxy.close(),
    () => [client, server].forEach(socket => void socket.destroy()),
  )
  return { client, server }
}

/** Everything up to the end, as the pieces it arrived in. */
async function received(socket: net.Socket): Promise<Buffer[]> {
  const pieces: Buffer[] = []
  for await (const piece of socket.iterator({ destroyOnReturn: false })) pieces.push(piece)
  return pieces
}

const text = 'the quick brown fox'

test('without faults both directions pass as they are', async () => {
  const { client, server } = await connect()
  client.end(text)
  expect(Buffer.concat(await received(server)).toString()).toBe(text)
  server.end('back')
  expect(Buffer.concat(await received(client)).toString()).toBe('back')
})

test('megabytes arrive whole, and a reader that waits holds the writer up', async () => {
  const { client, server } = await connect()
  const bytes = Buffer.alloc(32 * 2 ** 20, 7)
  let written = false
  client.end(bytes, () => {
    written = true
  })
  await new Promise(resolve => setTimeout(resolve, 100))
  expect(written).toBe(false)
  expect(Buffer.concat(await received(server)).equals(bytes)).toBe(true)
})

test('dribble: each byte arrives by itself', async () => {
  const { client, server } = await connect({ toServer: { split: dribble } })
  client.end(text)
  const pieces = await received(server)
  expect(Buffer.concat(pieces).toString()).toBe(text)
  expect(pieces.length).toBeGreaterThan(text.length / 2)
})

test('dribble: of a long message both ends are single bytes', () => {
  const bytes = Buffer.from('x'.repeat(10_000))
  const sizes = [...dribble(bytes)].map(({ length }) => length)
  expect(sizes.reduce((sum, size) => sum + size)).toBe(10_000)
  expect([sizes[0], sizes.length, sizes.at(-1)]).toEqual([1, 9, 1])
})

test('rechunk: the bytes stay, the pieces depend on the seed alone', () => {
  const bytes = Buffer.from(Array.from({ length: 50_000 }, (_, at) => at % 251))
  const cuts = (seed: number) => [...rechunk(seeded(seed))(bytes)]
  expect(Buffer.concat(cuts(1)).equals(bytes)).toBe(true)
  expect(cuts(1)).toEqual(cuts(1))
  expect(cuts(1)).not.toEqual(cuts(2))
})

test('delay: each piece waits, in its direction only', async () => {
  const { client, server } = await connect({ toClient: { delayMs: 60 } })
  const since = performance.now()
  server.end(text)
  await received(client)
  expect(performance.now() - since).toBeGreaterThan(50)
})

test.each(['fin', 'rst'] as const)('cut by %s: so many bytes, then the end', async fault => {
  const { client, server } = await connect({ toServer: { after: 5, fault } })
  const closed = new Promise(resolve => client.once('close', resolve))
  client.resume().write(text)
  const pieces: Buffer[] = []
  const seen = await new Promise(resolve => {
    server.on('data', piece => pieces.push(piece as Buffer))
    server.on('end', () => resolve('fin')).on('error', () => resolve('rst'))
  })
  expect([Buffer.concat(pieces).toString(), seen]).toEqual([text.slice(0, 5), fault])
  client.end()
  await closed
})

test('half-close: this direction ends, the other goes on', async () => {
  const { client, server } = await connect({ toServer: { after: 5, fault: 'half-close' } })
  client.write(text)
  expect(Buffer.concat(await received(server)).toString()).toBe(text.slice(0, 5))
  server.end(text)
  expect(Buffer.concat(await received(client)).toString()).toBe(text)
})

test('stall: nothing more, and nothing closes', async () => {
  const { client, server } = await connect({ toClient: { after: 5, fault: 'stall' } })
  server.write(text)
  const [piece] = await once(client, 'data')
  expect(String(piece)).toBe(text.slice(0, 5))
  client.write('still here')
  expect(String((await once(server, 'data'))[0])).toBe('still here')
  expect([client.destroyed, server.destroyed]).toEqual([false, false])
})

test('a reset of the client reaches the server as one', async () => {
  const { client, server } = await connect()
  client.write(text)
  await once(server, 'data')
  const closed = new Promise(resolve => server.once('close', resolve))
  client.resetAndDestroy()
  await closed
  expect(server.errored).toMatchObject({ code: 'ECONNRESET' })
})
