export async function GET(request: Request) {
  const upstream = await fetch(new URL('/streams/chunks', request.url))
  return new Response(upstream.body, upstream)
}
