import { createHmac } from 'node:crypto'
import { readFile } from 'node:fs/promises'

const ready = await Promise.resolve('top-level await')

export async function GET() {
  const hmac = createHmac('sha256', 'key').update('text').digest('hex')
  return Response.json({ ready, hmac, fs: typeof readFile, runtime: process.env.NEXT_RUNTIME })
}
