import { fetches } from '../../../../lib/fetches'

export const fetchCache = 'only-no-store'

export const GET = request => fetches(request.nextUrl.searchParams.get('how'), 'only-no-store')
