export async function GET() {
  throw new Response('thrown', { status: 401 })
}
