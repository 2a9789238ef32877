/** Row 62: the scheme over TLS. With a pre-shared key, so that no certificate lies about here. */
import { once } from 'node:events'
import http2 from 'node:http2'
import https from 'node:https'
import type net from 'node:net'
import { text } from 'node:stream/consumers'
import tls from 'node:tls'
import type { Client } from './client'
import { fault } from './fault'

const psk = Buffer.from('not a secret: a test')
const common = { ciphers: 'PSK', minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' } as const
const serverSide = { ...common, pskCallback: () => psk }
const clientSide = {
  ...common,
  checkServerIdentity: () => undefined,
  pskCallback: () => ({ psk, identity: 'test' }),
}

/** The host's own listener behind TLS; the body it answers to a GET. */
async function getOverTls({ host, app }: Client, path: string, authority: string) {
  const [listener] = app.server.listeners('request') as [() => void]
  const server = host.http2
    ? http2.createSecureServer(serverSide, listener)
    : https.createServer(serverSide, listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as net.AddressInfo
  try {
    return await (host.http2 ? overHttp2 : overHttps)(port, path, authority)
  } finally {
    server.close()
  }
}

async function overHttps(port: number, path: string, host: string): Promise<string> {
  const request = https.get({ ...clientSide, port, path, headers: { host }, agent: false })
  const [response] = await once(request, 'response')
  return text(response)
}

async function overHttp2(port: number, path: string, authority: string): Promise<string> {
  const createConnection = () => tls.connect({ ...clientSide, port, ALPNProtocols: ['h2'] })
  const session = http2.connect(`https://127.0.0.1:${port}`, { createConnection })
  const stream = session.request({ ':path': path, ':authority': authority })
  const body = await text(stream)
  session.close()
  return body
}

for (const [authority, url] of [
  ['x:80', 'https://x:80/url/a'],
  ['x:443', 'https://x/url/a'],
  ['x', 'https://x/url/a'],
] as const) {
  fault({
    row: 62,
    title: `over TLS, Host ${authority} gives ${url}`,
    send: client => getOverTls(client, '/url/a', authority),
    expect: body => expect(JSON.parse(body).url).toBe(url),
  })
}
