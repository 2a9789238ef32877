export async function GET() {
  return new Response('ok', { headers: { 'x-latin1': 'caf\u00e9' } })
}
