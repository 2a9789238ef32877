import { cookies } from 'next/headers'

export async function GET() {
  const store = await cookies()
  const headers = new Headers({ 'x-read': store.get('z')?.value ?? '' })
  headers.append('set-cookie', 'a=res; Max-Age=0; Path=/p')
  headers.append('set-cookie', 'dup=1')
  headers.append('set-cookie', 'dup=2; Path=/2')
  headers.append('set-cookie', 'x=1; Expires=Wed, 21 Oct 2015 07:28:00 GMT')
  return new Response('ok', { headers })
}
