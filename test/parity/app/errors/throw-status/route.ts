export async function GET() {
  throw Object.assign(new Error('conflict'), { status: 409 })
}
