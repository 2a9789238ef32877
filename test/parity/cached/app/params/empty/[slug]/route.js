import { run } from '../../../../lib/run'

export const revalidate = 60

export const generateStaticParams = () => []

export async function GET(_request, { params }) {
  const { slug } = await params
  return Response.json({ slug, run: run() })
}
