import { run } from '../../../../lib/run'

export const dynamicParams = false

export const generateStaticParams = async () => [{ slug: 'a' }, { slug: 'b c' }]

export async function GET(_request, { params }) {
  const { slug } = await params
  return Response.json({ slug, run: run() })
}
