import { redirect } from 'next/navigation'
import { after } from 'next/server'

let report!: (seen: string) => void
const reported = new Promise<string>(resolve => {
  report = resolve
})

export async function GET() {
  after(() => report('ran after redirect'))
  redirect('/elsewhere')
}

export async function POST() {
  return new Response(await reported)
}
