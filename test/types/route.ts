/** A route file, whatever the host: the `next/*` surface under its own name. */
import { updateTag } from 'route-handlers/next/cache'
import { cookies, draftMode, headers } from 'route-handlers/next/headers'
import { notFound, redirect } from 'route-handlers/next/navigation'
import { after, connection, NextRequest, NextResponse, userAgent } from 'route-handlers/next/server'

interface Context {
  params: Promise<{ id: string; rest?: string[] }>
}

export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
  const { id, rest = [] } = await params
  const query: string | null = request.nextUrl.searchParams.get('q')
  const session: string | undefined = request.cookies.get('session')?.value
  const accept: string | null = (await headers()).get('accept')
  const theme: string | undefined = (await cookies()).get('theme')?.value
  const { isEnabled } = await draftMode()
  const { browser, isBot } = userAgent(request)
  after(() => console.log(id))
  after(async () => {
    await connection()
  })
  if (query === 'none') notFound()
  if (query === 'else') redirect('/elsewhere')
  const body = { id, rest, query, session, accept, theme, isEnabled, browser, isBot }
  const response: NextResponse<typeof body> = NextResponse.json(body, { status: 201 })
  response.cookies.set('seen', '1', { httpOnly: true, sameSite: 'lax' })
  return response
}

export async function POST(request: Request): Promise<NextResponse> {
  ;(await cookies()).set({ name: 'a', value: 'b', maxAge: 60 }).delete('c')
  updateTag('posts')
  const copy: Request = new NextRequest(request, { headers: { 'x-copy': '1' } })
  return NextResponse.redirect(new URL('/login', copy.url), 303)
}

/** A class of ours passes wherever the standard's is asked for. */
export const standard: [typeof Request, typeof Response] = [NextRequest, NextResponse]

// After never-returning calls nothing is left to narrow.
export function text(value: string | undefined): string {
  if (value === undefined) notFound()
  return value
}

export async function wrong({ params }: Context): Promise<void> {
  // @ts-expect-error params is a promise
  params.id
  // @ts-expect-error cookies() is a promise
  cookies().get('a')
  // @ts-expect-error not a value of SameSite
  ;(await cookies()).set('a', 'b', { sameSite: 'sometimes' })
  // @ts-expect-error a body is not a number
  new NextResponse(1)
  // @ts-expect-error after() takes work, not its description
  after('log')
}
