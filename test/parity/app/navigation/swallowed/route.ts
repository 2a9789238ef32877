import { redirect } from 'next/navigation'

export async function GET() {
  try {
    redirect('/never')
  } catch (error) {
    return Response.json({ digest: (error as { digest: string }).digest })
  }
}
