import { fetches } from '../../../../lib/fetches'

export const fetchCache = 'force-cache'

export const GET = request => fetches(request.nextUrl.searchParams.get('how'), 'force-cache')
