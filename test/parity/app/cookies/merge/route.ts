import { cookies } from 'next/headers'

export async function GET() {
  const store = await cookies()
  store.set('a', 'mut', { httpOnly: true })
  const headers = new Headers()
  headers.append('set-cookie', 'a=res; Max-Age=0; Path=/p')
  headers.append('set-cookie', 'b=; Max-Age=0')
  headers.append('set-cookie', 'dup=1')
  headers.append('set-cookie', 'dup=2; Path=/2')
  headers.append(
    'set-cookie',
    'enc=a%20b; Expires=Wed, 21 Oct 2015 07:28:00 GMT; HttpOnly; Secure; SameSite=Strict; Foo=Bar',
  )
  return new Response('ok', { headers })
}
