import { cookies } from 'next/headers'

export async function GET() {
  const store = await cookies()
  const chain = store.set('added', '1') === store
  store.delete('z')
  return Response.json({
    y: store.get('y'),
    object: store.get({ name: 'y', value: '' } as never),
    missing: store.get('missing') ?? null,
    all: store.getAll(),
    has: [store.has('z'), store.has('nope')],
    deleted: store.get('z'),
    chain,
    size: typeof (store as { size?: number }).size,
    iterable: Symbol.iterator in store,
    text: store.toString(),
  })
}
