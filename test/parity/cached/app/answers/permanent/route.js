import { permanentRedirect } from 'next/navigation'

export const dynamic = 'force-static'

export const GET = () => permanentRedirect('/elsewhere')
