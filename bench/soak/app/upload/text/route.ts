import { add } from '../../../counters.cjs'

export async function POST(request: Request) {
  add('started')
  try {
    await request.text()
    add('resolved')
  } catch {
    add('rejected')
  }
  return new Response(null)
}
