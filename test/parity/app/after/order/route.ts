import { after } from 'next/server'

const events: string[] = []
let finish!: () => void
const finished = new Promise<void>(resolve => {
  finish = resolve
})

export async function GET() {
  after(Promise.resolve().then(() => events.push('promise')))
  after(() => {
    events.push('first')
    after(() => {
      events.push('nested')
      finish()
    })
  })
  after(async () => {
    events.push('second')
  })
  events.push('handler')
  return Response.json(events)
}

export async function POST() {
  await finished
  return Response.json(events)
}
