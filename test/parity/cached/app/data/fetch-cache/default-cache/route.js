import { fetches } from '../../../../lib/fetches'

export const fetchCache = 'default-cache'

export const GET = request => fetches(request.nextUrl.searchParams.get('how'), 'default-cache')
