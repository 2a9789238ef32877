export async function GET() {
  return new Response('ok', { headers: { 'transfer-encoding': 'chunked' } })
}
