export async function GET() {
  async function* lines() {
    yield new TextEncoder().encode('async ')
    yield new TextEncoder().encode('iterable')
  }
  return new Response(lines() as unknown as ReadableStream)
}
