import { setTimeout as sleep } from 'node:timers/promises'

export async function POST({ body }: Request) {
  let [bytes, rest] = [0, 0]
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    bytes += chunk.length
    rest += chunk.length
    if (rest < 1024 * 1024) continue
    rest = 0
    await sleep(5)
  }
  return new Response(String(bytes))
}
