export async function POST(request: Request) {
  const init = { method: 'POST', body: request.body, headers: request.headers, duplex: 'half' }
  return fetch(new URL('/body/text', request.url), init as RequestInit)
}
