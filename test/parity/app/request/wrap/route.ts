/** Without it Next hands out a proxy, which the constructor of Node.js 24 and later refuses. */
export const dynamic = 'force-dynamic'

/** What libraries do with a request: hand it to the global constructor. */
export async function POST(request: Request) {
  const copy = new Request(request.clone(), { headers: { 'x-copy': '1' } })
  const target = new Request(new URL('/elsewhere', request.url), request)
  return Response.json({
    method: copy.method,
    header: copy.headers.get('x-copy'),
    text: await copy.text(),
    target: new URL(target.url).pathname,
    type: target.headers.get('content-type'),
    moved: await target.text(),
  })
}
