export async function GET() {
  const headers = new Headers()
  headers.append('vary', 'Origin')
  headers.append('vary', 'Accept-Language')
  return new Response('ok', { headers })
}
