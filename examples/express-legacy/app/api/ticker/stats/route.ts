import { ticker } from '@/lib/ticker'

export function GET() {
  return Response.json(ticker.stats())
}
