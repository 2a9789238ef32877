import { failing } from '../../../../lib/failing'

export const dynamic = 'force-static'

export const GET = failing
