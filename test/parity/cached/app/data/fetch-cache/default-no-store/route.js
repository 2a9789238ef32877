import { fetches } from '../../../../lib/fetches'

export const fetchCache = 'default-no-store'

export const GET = request => fetches(request.nextUrl.searchParams.get('how'), 'default-no-store')
