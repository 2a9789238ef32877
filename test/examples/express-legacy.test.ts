import { createHash, createHmac } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openBrowser, sendJson } from './browser'
import { type RunningExample, startExample } from './running-example'

const SECRET = 'secret-of-the-test'
const scratch = mkdtempSync(join(tmpdir(), 'shop-'))
const DATABASE_FILE = join(scratch, 'shop.db')

let shop: RunningExample

beforeAll(async () => {
  shop = await startExample('express-legacy', { DATABASE_FILE, WEBHOOK_SECRET: SECRET })
})

afterAll(async () => {
  await shop?.stop()
  rmSync(scratch, { recursive: true, force: true })
})

const get = (path: string) => openBrowser(shop.origin)(path)
const getJson = async (path: string) => (await get(path)).json() as Promise<any>

async function loggedIn() {
  const browse = openBrowser(shop.origin)
  const login = await browse('/api/login', {
    method: 'POST',
    body: new URLSearchParams({ name: 'ada', password: 'lovelace' }),
  })
  expect(login.status).toBe(200)
  return browse
}

describe('the two halves side by side', () => {
  it('answers an endpoint of the old router as before', async () => {
    const found = await getJson('/api/search?q=earl')
    expect(found.products).toEqual([{ id: 2, name: 'Earl Grey' }])
  })

  it('answers a migrated endpoint from its route file', async () => {
    const products = await getJson('/api/products?maxPrice=500')
    expect(products.map((product: any) => product.sku)).toEqual(['TEA-01', 'TEA-03'])
  })

  it('keeps the headers of the middleware in front on both', async () => {
    for (const path of ['/api/search', '/api/products']) {
      const { headers } = await get(path)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('access-control-allow-origin')).toBe('*')
    }
  })

  it('gives both the same open database', async () => {
    const database = await getJson('/api/database')
    expect(database).toEqual({ file: DATABASE_FILE, sharedWithLegacy: true })
  })

  it('leaves an unknown path to the 404 of the old code', async () => {
    const response = await get('/api/nothing')
    expect(response.status).toBe(404)
    expect(await response.json()).toEqual({
      error: { status: 404, message: 'No endpoint at GET /api/nothing', path: '/api/nothing' },
    })
  })
})

describe('a half-migrated resource', () => {
  it('FT-2: takes GET and POST of the cart from the route file, PUT and DELETE from the router', async () => {
    const browse = openBrowser(shop.origin)
    const added = await browse('/api/cart', sendJson('POST', { productId: 2, quantity: 3 }))
    expect(added.status).toBe(201)

    const lines = [{ productId: 5, quantity: 1 }]
    const replaced = await browse('/api/cart', sendJson('PUT', { lines }))
    expect(replaced.status).toBe(200)
    const cart: any = await (await browse('/api/cart')).json()
    expect(cart.lines).toEqual([{ id: 5, name: 'Stoneware cup', price_cents: 1450, quantity: 1 }])

    expect((await browse('/api/cart', { method: 'DELETE' })).status).toBe(204)
    const emptied: any = await (await browse('/api/cart')).json()
    expect(emptied.lines).toEqual([])
  })

  it('FT-2: leaves a method that neither half has to the 404 of the old code', async () => {
    const response = await openBrowser(shop.origin)('/api/cart', { method: 'PATCH' })
    expect(response.status).toBe(404)
  })
})

describe('the session', () => {
  it('is written by the old login and read by a route file', async () => {
    const browse = await loggedIn()
    const account: any = await (await browse('/api/account')).json()
    expect(account.user).toEqual({ id: 1, name: 'ada', role: 'clerk' })
  })

  it('is written by a route file and read by the old checkout', async () => {
    const browse = await loggedIn()
    await browse('/api/cart', sendJson('POST', { productId: 4, quantity: 2 }))
    const ordered = await browse('/api/orders', { method: 'POST' })
    expect(ordered.status).toBe(201)
    const order: any = await (await browse(ordered.headers.get('location') as string)).json()
    expect(order.lines).toEqual([
      { order_id: order.id, product_id: 4, quantity: 2, price_cents: 1290 },
    ])
  })

  it('is missing in a route file when nobody has logged in', async () => {
    expect((await get('/api/account')).status).toBe(401)
  })
})

describe('the webhook', () => {
  const sign = (body: string) => `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`

  const deliver = (body: string, signature: string) =>
    fetch(`${shop.origin}/api/webhooks/payments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-signature': signature },
      body,
    })

  const statusOf = async (order: number) => (await getJson(`/api/orders/${order}`)).status

  it('RAW-1: accepts a signature over bytes that express.json() has parsed', async () => {
    const body = '{"event":  "payment.succeeded",\n "orderId": 1}'
    expect(await statusOf(1)).toBe('pending')
    expect((await deliver(body, sign(body))).status).toBe(204)
    expect(await statusOf(1)).toBe('paid')
  })

  it('refuses a signature of the same JSON with other white space', async () => {
    const body = '{"event":  "payment.succeeded", "orderId": 3}'
    const response = await deliver(body, sign(JSON.stringify(JSON.parse(body))))
    expect(response.status).toBe(401)
    expect(await statusOf(3)).toBe('shipped')
  })

  it.each(['', 'sha256=', 'x'.repeat(71)])('refuses the signature %j', async signature => {
    const response = await deliver('{"event":"payment.succeeded","orderId":3}', signature)
    expect(response.status).toBe(401)
  })
})

describe('other things a route file does', () => {
  it('takes an upload and stores what it is', async () => {
    const content = 'sku,stock\nTEA-01,120\n'
    const form = new FormData()
    form.set('file', new File([content], 'stock list.csv', { type: 'text/csv' }))
    const browse = await loggedIn()
    const response = await browse('/api/uploads', { method: 'POST', body: form })
    expect(response.status).toBe(201)
    expect(await response.json()).toMatchObject({
      name: 'stock list.csv',
      type: 'text/csv',
      size: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
      uploaded_by: 'ada',
    })
  })

  it('sets a cookie with cookies() and reads it on the next request', async () => {
    const browse = openBrowser(shop.origin)
    await browse('/api/preferences', sendJson('PUT', { locale: 'de' }))
    const product: any = await (await browse('/api/products/1')).json()
    expect(product.price).toBe('4,90\u00a0€')
  })

  it('answers 307 for redirect() and 404 for notFound()', async () => {
    const newest = await get('/api/products/newest')
    expect(newest.status).toBe(307)
    expect(newest.headers.get('location')).toMatch(/^\/api\/products\/\d+$/)
    expect((await get('/api/products/4711')).status).toBe(404)
  })
})

describe('errors in a route file', () => {
  it('ERR-1: an unforeseen one gets the JSON 500 of the old error handler and none of its text', async () => {
    const response = await get('/api/crash')
    expect(response.status).toBe(500)
    expect(await response.json()).toEqual({
      error: { status: 500, message: 'Internal Server Error', path: '/api/crash' },
    })
    expect(shop.output()).toContain('The tea exchange is closed')
  })

  it('ERR-3: an error with a status keeps it', async () => {
    const browse = await loggedIn()
    const product = { sku: 'TEA-01', name: 'Another green tea', price_cents: 1 }
    const response = await browse('/api/products', sendJson('POST', product))
    expect(response.status).toBe(409)
    expect(await response.json()).toMatchObject({
      error: { message: 'There already is a product TEA-01' },
    })
  })
})

describe('the cache', () => {
  it('keeps a result until the old checkout says that something was ordered', async () => {
    const sold = async () => {
      const products: any[] = await getJson('/api/products/bestsellers')
      return products.map(({ id, sold }) => [id, sold])
    }
    const before = await sold()
    const browse = await loggedIn()
    await browse('/api/cart', sendJson('POST', { productId: 3, quantity: 500 }))
    expect(await sold()).toEqual(before)
    expect((await browse('/api/orders', { method: 'POST' })).status).toBe(201)
    const [first] = await sold()
    expect(first?.[0]).toBe(3)
    expect(first?.[1]).toBeGreaterThanOrEqual(500)
  })
})

describe('what the server prints', () => {
  it('is a dozen commands or more, each above the command with the file that answers it', () => {
    const printed = [...shop.output().matchAll(/^# (\S+?),?( .*)?\ncurl .*$/gm)]
    expect(printed.length).toBeGreaterThanOrEqual(12)
    const files = printed.map(([, file]) => file as string).filter(file => file.includes('/'))
    for (const file of files)
      expect([file, existsSync(join(shop.folder, file))]).toEqual([file, true])
    expect(files.some(file => file.startsWith('app/'))).toBe(true)
    expect(files.some(file => file.startsWith('legacy/'))).toBe(true)
  })
})
