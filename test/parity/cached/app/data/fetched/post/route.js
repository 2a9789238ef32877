import { fetched } from '../../../../lib/fetched'

export const POST = () => fetched('post')
