import { run } from '../../../../lib/run'

export const revalidate = 60

export const generateStaticParams = () => []

export const GET = request => new Response(`${request.headers.get('x-name')} ${run()}`)
