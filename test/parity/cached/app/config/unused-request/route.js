import { run } from '../../../lib/run'

export function GET(_request) {
  return new Response(run())
}
