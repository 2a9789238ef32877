import { fetched } from '../../../../../lib/fetched'

export const GET = request => fetched(`path?${typeof request.headers}`)
