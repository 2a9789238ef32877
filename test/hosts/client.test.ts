/** The clients themselves, against hand-written servers: a rule is only as good as its client. */
import http from 'node:http'
import http2 from 'node:http2'
import type { AddressInfo } from 'node:net'
import { Session } from './client/http2'
import { Wire } from './client/wire'

const listener = (req: any, res: any) => {
  if (req.url === '/length') return res.end('four')
  if (req.url === '/chunks') {
    res.write('one')
    return setTimeout(() => res.end('two'), 20)
  }
  if (req.url === '/cut') {
    res.write('one')
    return setTimeout(() => (res.stream ? res.stream.close(2) : res.socket.destroy()), 20)
  }
  res.statusCode = 404
  res.end()
}

const protocols = [
  ['HTTP/1.1', () => http.createServer(listener)],
  ['HTTP/2', () => http2.createServer(listener)],
] as const

describe.each(protocols)('the %s client', (protocol, create) => {
  const server: any = create()
  let port = 0
  let session: Session | undefined
  const open = async (path: string, method = 'GET') => {
    if (protocol === 'HTTP/1.1') return (await Wire.open(port)).request({ path, method })
    session ??= new Session(port)
    return session.open({ path, method })
  }

  beforeAll(async () => {
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
  })
  afterAll(async () => {
    session?.close()
    server.closeAllConnections?.()
    await new Promise(resolve => server.close(resolve))
  })

  test('reads a body of known length', async () => {
    const answer = await (await open('/length')).answer()
    expect([answer.status, answer.text, answer.cut]).toEqual([200, 'four', false])
  })

  test('gives chunks as they arrive', async () => {
    const exchange = await open('/chunks')
    await exchange.head()
    expect(String(await exchange.piece())).toBe('one')
    expect(String(await exchange.piece())).toBe('two')
    expect(await exchange.piece()).toBeUndefined()
  })

  test('tells a truncated response from a complete one', async () => {
    const answer = await (await open('/cut')).answer()
    expect([answer.text, answer.cut]).toEqual(['one', true])
  })

  test('expects no body after HEAD', async () => {
    const answer = await (await open('/length', 'HEAD')).answer()
    expect([answer.one('content-length') ?? '4', answer.text]).toEqual(['4', ''])
  })
})

test('the HTTP/1.1 client reads several responses from one connection', async () => {
  const server = http.createServer(listener)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const wire = await Wire.open((server.address() as AddressInfo).port)
  wire.request({ path: '/chunks' }).request({ path: '/length' })
  expect((await wire.answer()).text).toBe('onetwo')
  expect((await wire.answer()).text).toBe('four')
  expect((await wire.exchange({ path: '/none' })).status).toBe(404)
  wire.close()
  await new Promise(resolve => server.close(resolve))
})
