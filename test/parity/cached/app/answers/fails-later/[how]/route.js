import { run } from '../../../../lib/run'
import { switches } from '../../../../lib/switches'

export const revalidate = 1

export const generateStaticParams = () => []

export async function GET(_request, { params }) {
  const { how } = await params
  if (!switches.get(how)) return new Response(run())
  if (how === 'throws') throw new Error('switched on')
  return new Response(how, { status: Number(how) })
}
