import { setTimeout as sleep } from 'node:timers/promises'

export async function POST() {
  await sleep(3_000)
  return new Response('too late', { status: 403 })
}
