import { cookies, headers } from 'next/headers'
import { after } from 'next/server'

let report!: (seen: unknown) => void
const reported = new Promise(resolve => {
  report = resolve
})

export async function GET() {
  after(async () => {
    const store = await cookies()
    const seen = { y: store.get('y')?.value, accept: (await headers()).get('accept') }
    try {
      store.set('late', '1')
      report(seen)
    } catch (error) {
      report({ ...seen, error: (error as Error).message })
    }
  })
  return new Response('ok')
}

export async function POST() {
  return Response.json(await reported)
}
