export async function GET() {
  const encoder = new TextEncoder()
  async function* numbers() {
    for (const number of ['one', 'two', 'three']) {
      await Promise.resolve()
      yield encoder.encode(`<p>${number}</p>`)
    }
  }
  const iterator = numbers()
  const body = new ReadableStream({
    async pull(controller) {
      const { value, done } = await iterator.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
  })
  return new Response(body, { headers: { 'content-type': 'text/html' } })
}
