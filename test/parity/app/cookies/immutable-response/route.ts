import { cookies } from 'next/headers'

/** `Response.redirect()` has immutable headers; the cookies must reach the client all the same. */
export async function GET() {
  const store = await cookies()
  store.set('kept', '1')
  return Response.redirect('https://nextjs.org/', 302)
}
