/** The stream of the Express example needs a raw client: gzip seen chunk by chunk, and leaving. */
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { createGunzip } from 'node:zlib'
import { type RunningExample, startExample } from './running-example'

const scratch = mkdtempSync(join(tmpdir(), 'shop-'))
let shop: RunningExample

beforeAll(async () => {
  shop = await startExample('express-legacy', { DATABASE_FILE: join(scratch, 'shop.db') })
})

afterAll(async () => {
  await shop?.stop()
  rmSync(scratch, { recursive: true, force: true })
})

async function openTicker() {
  const request = http.get(`${shop.origin}/api/ticker`, { headers: { 'accept-encoding': 'gzip' } })
  const [response] = (await once(request, 'response')) as [http.IncomingMessage]
  request.on('error', () => {}) // leaving the stream resets the connection
  return response
}

async function stats() {
  const response = await fetch(`${shop.origin}/api/ticker/stats`)
  return (await response.json()) as { listeners: number; running: boolean; ticks: number }
}

/** Polls: how long the server takes to notice is the server's affair; jest ends a wait in vain. */
async function statsWith(listeners: number) {
  for (;;) {
    const now = await stats()
    if (now.listeners === listeners) return now
    await setTimeout(20)
  }
}

it('STR-1: the first event passes compression() while the stream is open', async () => {
  const response = await openTicker()
  expect(response.headers['content-type']).toBe('text/event-stream')
  expect(response.headers['content-encoding']).toBe('gzip')

  const [event] = (await once(response.pipe(createGunzip()), 'data')) as [Buffer]
  expect(event.toString()).toMatch(/^event: price\ndata: \{"sku":"TEA-01",.*\}\n\n$/)
  expect(response.complete).toBe(false)
  expect(await stats()).toMatchObject({ listeners: 1, running: true })

  response.destroy()
  expect(await statsWith(0)).toMatchObject({ running: false })
})

it('SIG-4: a client that leaves takes only its own subscription along', async () => {
  const [first, second] = [await openTicker(), await openTicker()]
  await statsWith(2)
  first.destroy()
  expect(await statsWith(1)).toMatchObject({ running: true })
  second.destroy()
  expect(await statsWith(0)).toMatchObject({ running: false })
})

it('NB-1: HEAD leaves no subscription behind', async () => {
  const response = await fetch(`${shop.origin}/api/ticker`, { method: 'HEAD' })
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  expect(await statsWith(0)).toMatchObject({ running: false })
})

it('SIGTERM ends the server although somebody is watching', async () => {
  const response = await openTicker()
  response.on('error', () => {})
  await statsWith(1)
  shop.process.kill('SIGTERM')
  expect(await once(shop.process, 'close')).toEqual([0, null])
})
