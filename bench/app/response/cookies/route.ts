export function GET() {
  const headers = new Headers()
  headers.append('set-cookie', 'a=1; Path=/; HttpOnly')
  headers.append('set-cookie', 'b=2; Path=/; HttpOnly')
  headers.append('set-cookie', 'c=3; Path=/; HttpOnly')
  return new Response('ok', { headers })
}
