import { fetches } from '../../../../lib/fetches'

export const fetchCache = 'only-cache'

export const GET = request => fetches(request.nextUrl.searchParams.get('how'), 'only-cache')
