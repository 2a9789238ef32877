/** MT-2 and MT-3: an automatic OPTIONS never hides what the host serves. */
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mergeAllow, uniteAllow } from '../../src/merge-allow'

const OURS = 'GET, HEAD, OPTIONS'

interface Seen {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: string
}

/** What a client sees when `answer` answers behind us. */
async function answered(answer: (response: ServerResponse) => void): Promise<Seen> {
  const server = createServer((_request, response) => {
    response.sendDate = false
    mergeAllow(response, OURS)
    answer(response)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  try {
    const { port } = server.address() as AddressInfo
    const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'OPTIONS' })
    const { connection, 'keep-alive': _, ...headers } = Object.fromEntries(response.headers)
    return { status: response.status, headers, body: await response.text() }
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

/** The final handler of Express and its page. */
function notFound(response: ServerResponse): void {
  response.statusCode = 404
  response.setHeader('Content-Security-Policy', "default-src 'none'")
  response.setHeader('X-Content-Type-Options', 'nosniff')
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  response.setHeader('Content-Length', 18)
  response.end('Cannot OPTIONS /a\n')
}

describe('mergeAllow(response, allow)', () => {
  it('MT-2b: an answer that nobody gave becomes 204 with ours, without the page', async () => {
    expect(await answered(notFound)).toEqual({ status: 204, headers: { allow: OURS }, body: '' })
  })

  it('MT-2b: however the 404 is written', async () => {
    const seen = await answered(response => response.writeHead(404, { 'x-a': '1' }).end('page'))
    expect(seen).toMatchObject({ status: 204, headers: { allow: OURS }, body: '' })
  })

  it('HDR-1: what earlier middleware set on it survives', async () => {
    const seen = await answered(response => {
      response.setHeader('x-request-id', '7')
      notFound(response)
    })
    expect(seen.headers).toEqual({ allow: OURS, 'x-request-id': '7' })
  })

  it.each([
    ['Express 4', 'PUT,GET,HEAD'],
    ['Express 5', 'GET, HEAD, PUT'],
  ])('MT-2a: the list of %s is united with ours', async (_host, theirs) => {
    const seen = await answered(response => {
      response.setHeader('Allow', theirs)
      response.end(theirs)
    })
    const allow = 'GET, HEAD, OPTIONS, PUT'
    expect(seen).toMatchObject({ status: 200, headers: { allow }, body: theirs })
  })

  it('MT-2a: also where it comes with writeHead', async () => {
    const seen = await answered(response => response.writeHead(200, { Allow: 'PUT' }).end())
    expect(seen).toMatchObject({ status: 200, headers: { allow: 'GET, HEAD, OPTIONS, PUT' } })
  })

  it('MT-2c: an answer without Allow, as CORS gives, is left alone', async () => {
    const seen = await answered(response => {
      response.setHeader('Access-Control-Allow-Origin', '*')
      response.writeHead(204).end()
    })
    expect(seen).toEqual({ status: 204, headers: { 'access-control-allow-origin': '*' }, body: '' })
  })

  it('ORD-3: nothing is set before the head is written', () => {
    const response = { writeHead: () => {}, setHeader: jest.fn(), removeHeader: jest.fn() }
    mergeAllow(response as never, OURS)
    expect(response.setHeader).not.toHaveBeenCalled()
    expect(response.removeHeader).not.toHaveBeenCalled()
  })
})

describe('uniteAllow(left, right)', () => {
  it.each([
    ['GET', 'POST', 'GET, POST'],
    ['PUT,GET,HEAD', 'GET, HEAD, OPTIONS', 'GET, HEAD, OPTIONS, PUT'],
    ['get', 'GET', 'GET'],
    ['', 'GET', 'GET'],
    [' , ', '', ''],
  ])('MT-2: %j and %j are %j', (left, right, expected) => {
    expect(uniteAllow(left, right)).toBe(expected)
  })
})
