import { connection } from 'next/server'

export async function GET() {
  const value = await connection()
  return new Response(typeof value)
}
