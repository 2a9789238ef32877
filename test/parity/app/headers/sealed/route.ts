import { headers } from 'next/headers'

export async function GET() {
  const list = (await headers()) as Headers
  const errors = []
  for (const mutate of [
    () => list.set('a', '1'),
    () => list.append('a', '1'),
    () => list.delete('accept'),
  ]) {
    try {
      mutate()
    } catch (error) {
      errors.push([(error as Error).constructor.name, (error as Error).message])
    }
  }
  return Response.json(errors.map(([, message]) => message))
}
