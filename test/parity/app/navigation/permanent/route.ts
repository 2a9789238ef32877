import { permanentRedirect } from 'next/navigation'

export async function GET() {
  permanentRedirect('https://nextjs.org/')
}

export async function POST() {
  permanentRedirect('/relative')
}
