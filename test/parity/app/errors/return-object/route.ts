export async function GET() {
  return { status: 200, json: true } as unknown as Response
}
