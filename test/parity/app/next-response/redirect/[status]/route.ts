import { NextResponse } from 'next/server'

export async function GET(request: Request, { params }: { params: Promise<{ status: string }> }) {
  const { status } = await params
  try {
    if (status === 'relative') return NextResponse.redirect('/relative')
    if (status === 'same-origin') return NextResponse.redirect(new URL('/login', request.url))
    if (status === 'default') return NextResponse.redirect('https://nextjs.org/docs')
    return NextResponse.redirect('https://nextjs.org/docs', Number(status))
  } catch (error) {
    const { message, cause } = error as Error
    const range = error instanceof RangeError
    return Response.json({ range, message, cause: cause ? String(cause) : null })
  }
}
