import { fetches } from '../../../../lib/fetches'

export const fetchCache = 'auto'

export const GET = request => fetches(request.nextUrl.searchParams.get('how'), 'auto')
