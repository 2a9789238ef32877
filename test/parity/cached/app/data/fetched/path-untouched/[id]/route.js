import { fetched } from '../../../../../lib/fetched'

export const GET = () => fetched('path-untouched')
