import { redirect } from 'next/navigation'

export async function GET() {
  redirect('https://nextjs.org/')
}

export async function POST() {
  redirect('/relative?x=1')
}

export { POST as PUT }
