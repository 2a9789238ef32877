export async function GET() {
  let pulls = 0
  const body = new ReadableStream({
    async pull(controller) {
      if (pulls++ === 0) return controller.enqueue(new TextEncoder().encode('first'))
      await new Promise(resolve => setTimeout(resolve, 50))
      controller.error(new Error('mid-stream'))
    },
  })
  return new Response(body)
}
