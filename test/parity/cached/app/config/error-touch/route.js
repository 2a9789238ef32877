import { unstable_noStore } from 'next/cache'
import { cookies, headers } from 'next/headers'

const TOUCHES = [
  request => request.url,
  request => request.headers,
  request => request.cookies,
  request => request.body,
  request => request.text(),
  request => request.json(),
  request => request.nextUrl.search,
  request => request.nextUrl.searchParams,
  request => request.nextUrl.href,
  request => request.nextUrl.origin,
  request => request.nextUrl.pathname,
  request => request.method,
  () => headers(),
  () => cookies(),
  () => unstable_noStore(),
]

export const dynamic = 'error'

/** Says what it is told when it looks at something that varies. */
export async function GET(request) {
  const told = await Promise.all(TOUCHES.map(touch => messageOf(touch, request)))
  return Response.json(told)
}

async function messageOf(touch, request) {
  try {
    await touch(request)
    return 'nothing'
  } catch (error) {
    return error.message
  }
}
