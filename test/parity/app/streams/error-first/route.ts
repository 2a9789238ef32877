export async function GET() {
  const body = new ReadableStream({
    pull(controller) {
      controller.error(new Error('before the first byte'))
    },
  })
  return new Response(body)
}
