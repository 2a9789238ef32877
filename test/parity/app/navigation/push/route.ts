import { RedirectType, redirect } from 'next/navigation'

export async function GET() {
  redirect('/pushed', RedirectType.push)
}
