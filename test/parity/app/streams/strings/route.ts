export async function GET() {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue('string ')
      controller.enqueue('chunks 한글')
      controller.close()
    },
  })
  return new Response(body)
}
