import { run } from '../../../lib/run'

export const dynamic = 'force-static'

export function GET() {
  const headers = new Headers([
    ['set-cookie', 'a=1; Path=/'],
    ['set-cookie', 'b=2; Path=/; HttpOnly'],
  ])
  return new Response(run(), { headers })
}
