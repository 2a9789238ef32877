export async function GET() {
  return Response.error()
}
