export async function GET() {
  return new Response('ok', { headers: { connection: 'close', 'keep-alive': 'timeout=99' } })
}
