export async function GET() {
  return null as unknown as Response
}
