import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawnExample } from './running-example'

const scratch = mkdtempSync(join(tmpdir(), 'shop-'))
let squatter: Server

beforeAll(async () => {
  squatter = createServer().listen(0)
  await once(squatter, 'listening')
})

afterAll(() => {
  squatter.close()
  rmSync(scratch, { recursive: true, force: true })
})

it.each(['express-legacy', 'koa-basic'])('%s says so when its port is taken', async name => {
  const { port } = squatter.address() as AddressInfo
  const env = { PORT: String(port), DATABASE_FILE: join(scratch, 'shop.db') }
  const { child, output } = spawnExample(name, env)
  const [code] = await once(child, 'close')
  expect(code).toBe(1)
  expect(output()).toBe(
    `Port ${port} is already in use. Try another one: PORT=${port + 1} npm start\n`,
  )
})
