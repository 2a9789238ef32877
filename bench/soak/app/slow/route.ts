import { setTimeout as sleep } from 'node:timers/promises'
import { running } from '../../counters.cjs'

export async function GET({ url }: Request) {
  const id = Number(new URL(url).searchParams.get('id'))
  running.add(id)
  await sleep(300)
  running.delete(id)
  return new Response(String(id))
}
