export async function GET() {
  return 'a string' as unknown as Response
}
