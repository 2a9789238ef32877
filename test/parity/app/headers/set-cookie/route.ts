export async function GET() {
  const headers = new Headers()
  headers.append('set-cookie', 'a=1; Path=/; HttpOnly')
  headers.append('set-cookie', 'b=2')
  headers.append('set-cookie', 'a=3; Expires=Wed, 21 Oct 2015 07:28:00 GMT')
  return new Response('ok', { headers })
}
