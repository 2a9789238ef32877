import type { NextRequest } from 'next/server'

const message = (read: () => unknown) => {
  try {
    return String(read())
  } catch (error) {
    return (error as Error).message.trim()
  }
}

export async function GET(request: NextRequest) {
  const { page, ua } = {
    page: message(() => (request as unknown as { page: string }).page),
    ua: message(() => (request as unknown as { ua: string }).ua),
  }
  return Response.json({ page, ua })
}
