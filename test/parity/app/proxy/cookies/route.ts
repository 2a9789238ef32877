import { cookies } from 'next/headers'

export async function GET(request: Request) {
  const store = await cookies()
  store.set('seen', '1')
  return fetch(new URL('/headers/set-cookie', request.url))
}
