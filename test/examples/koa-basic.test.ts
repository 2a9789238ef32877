import { openBrowser, sendJson } from './browser'
import { type RunningExample, startExample } from './running-example'

let server: RunningExample

beforeAll(async () => {
  server = await startExample('koa-basic')
})

afterAll(() => server?.stop())

const get = (path: string) => openBrowser(server.origin)(path)

it('answers the old router as before', async () => {
  const response = await get('/api/notes')
  expect(response.status).toBe(200)
  expect(await response.json()).toHaveLength(2)
})

it('shows a note that the old router added through a route file with a parameter', async () => {
  const browse = openBrowser(server.origin)
  await browse('/api/login', sendJson('POST', { name: 'Zoë' }))
  const added: any = await (await browse('/api/notes', sendJson('POST', { text: 'Hi' }))).json()
  const note = await (await browse(`/api/notes/${added.id}`)).json()
  expect(note).toEqual({ id: added.id, text: 'Hi', author: 'Zoë' })

  const removed = await browse(`/api/notes/${added.id}`, { method: 'DELETE' })
  expect(removed.status).toBe(204)
  expect((await browse(`/api/notes/${added.id}`)).status).toBe(404)
})

it('CTX-2: hands ctx.state.user to a route file', async () => {
  expect((await get('/api/account')).status).toBe(401)
  const browse = openBrowser(server.origin)
  await browse('/api/login', sendJson('POST', { name: 'ada' }))
  const response = await browse('/api/account')
  expect(await response.json()).toEqual({ user: { name: 'ada' } })
})

it('reads JSON that @koa/bodyparser has parsed, and keeps what cookies() sets', async () => {
  const browse = openBrowser(server.origin)
  expect((await browse('/api/theme', sendJson('PUT', { theme: 'pink' }))).status).toBe(422)
  expect((await browse('/api/theme', sendJson('PUT', { theme: 'dark' }))).status).toBe(200)
  expect(await (await browse('/api/theme')).json()).toEqual({ theme: 'dark' })
})

it('answers redirect() with 307', async () => {
  const response = await get('/api/notes/latest')
  expect(response.status).toBe(307)
  expect(response.headers.get('location')).toMatch(/^\/api\/notes\/\d+$/)
})

it('sends the first line of a stream long before its end', async () => {
  const response = await get('/api/countdown?from=600')
  const reader = response.body!.getReader()
  const { value } = await reader.read()
  expect(new TextDecoder().decode(value)).toBe('600\n')
  await reader.cancel()
})

it('answers 405 with Allow for a method that a route file lacks', async () => {
  const response = await openBrowser(server.origin)('/api/theme', { method: 'DELETE' })
  expect(response.status).toBe(405)
  expect(response.headers.get('allow')).toBe('GET, HEAD, OPTIONS, PUT')
})

it('renders an error of a route file as the old code renders its own', async () => {
  const broken = { method: 'PUT', headers: { 'content-type': 'text/plain' }, body: '{' }
  const response = await openBrowser(server.origin)('/api/theme', broken)
  expect(response.status).toBe(500)
  expect(await response.json()).toEqual({
    error: { status: 500, message: 'Internal Server Error' },
  })
})

it('leaves an unknown path to Koa', async () => {
  const response = await get('/api/nothing')
  expect(response.status).toBe(404)
  expect(await response.text()).toBe('Not Found')
})

it('SIGTERM ends the server', async () => {
  const ended = new Promise(resolve => server.process.once('close', resolve))
  server.process.kill('SIGTERM')
  expect(await ended).toBe(0)
})
