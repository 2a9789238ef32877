import { after } from 'next/server'

let report!: (seen: string) => void
const reported = new Promise<string>(resolve => {
  report = resolve
})

export async function GET() {
  after(() => {
    throw new Error('one callback fails')
  })
  after(() => report('the next still runs'))
  throw new Error('so does the handler')
}

export async function POST() {
  return new Response(await reported)
}
