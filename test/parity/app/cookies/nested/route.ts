import { cookies } from 'next/headers'

const session = async () => (await cookies()).get('y')?.value

async function remember(value: string) {
  await Promise.resolve()
  const store = await cookies()
  store.set('seen', value)
}

export async function GET() {
  await remember(`${await session()}!`)
  return new Response('ok')
}
