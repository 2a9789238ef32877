export const size = { width: 1, height: 1 }

export default async function Icon(given) {
  return Response.json({ names: Object.keys(given).sort(), values: await given.params })
}
