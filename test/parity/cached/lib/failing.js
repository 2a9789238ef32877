import { run } from './run'
import { switches } from './switches'

/** Fails in the way that its path says, once that is switched on. */
export async function failing(_request, { params }) {
  const { how } = await params
  if (!switches.get(how)) return new Response(run())
  if (how.startsWith('throws')) throw new Error('switched on')
  return new Response(how, { status: Number(how) })
}
