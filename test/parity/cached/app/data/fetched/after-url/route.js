import { fetched } from '../../../../lib/fetched'

export const GET = request => fetched(`after-url?${typeof request.url}`)
