import { gzipSync } from 'node:zlib'

export async function GET() {
  const body = new Uint8Array(gzipSync('packed'))
  return new Response(body, { headers: { 'content-encoding': 'gzip', 'x-plain': 'no' } })
}
