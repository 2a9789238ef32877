export function generateImageMetadata({ params }) {
  return [{ id: 1 }, { id: `for-${params?.k}` }]
}

export default async function Image({ params, id }) {
  const [values, own] = [await params, await id]
  const isPromise = [params instanceof Promise, id instanceof Promise]
  return Response.json({ values, own, type: typeof own, isPromise })
}
