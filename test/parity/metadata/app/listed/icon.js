export function generateImageMetadata() {
  return [{ id: 'small' }, { id: 'large' }]
}

export default async function Icon({ id }) {
  return new Response(await id, { headers: { 'content-type': 'text/plain' } })
}
