import { failing } from '../../../../lib/failing'

export const revalidate = 1

export const generateStaticParams = () => []

export const GET = failing
