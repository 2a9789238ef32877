export async function GET() {
  throw 'a string'
}
