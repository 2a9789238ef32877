export async function GET() {
  const headers = {
    'x-middleware-set-cookie': 'a=1',
    'x-middleware-override-headers': 'x-evil',
    'x-nextjs-cache': 'HIT',
    'x-own': '1',
  }
  return new Response('ok', { headers })
}
