export async function GET() {
  return new Response(new ReadableStream({ start: controller => controller.close() }))
}
