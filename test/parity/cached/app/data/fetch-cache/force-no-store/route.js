import { fetches } from '../../../../lib/fetches'

export const fetchCache = 'force-no-store'

export const GET = request => fetches(request.nextUrl.searchParams.get('how'), 'force-no-store')
