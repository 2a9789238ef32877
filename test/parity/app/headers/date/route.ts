export async function GET() {
  return new Response('ok', { headers: { date: 'Mon, 01 Jan 2001 00:00:00 GMT' } })
}
