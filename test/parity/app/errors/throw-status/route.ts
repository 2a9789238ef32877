export async function GET() {
  throw Object.assign(new Error('teapot'), { status: 418 })
}
