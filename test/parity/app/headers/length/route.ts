export async function GET() {
  return new Response('12345', { headers: { 'content-length': '5' } })
}
