export async function GET() {
  return new Response('ok', { headers: { 'x-middleware-next': '1' } })
}
