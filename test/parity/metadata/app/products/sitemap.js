export async function generateSitemaps() {
  return [{ id: 0 }, { id: 1 }]
}

export default async function sitemap({ id }) {
  const value = await id
  return [{ url: `https://h/${typeof value}/${value}/${id instanceof Promise}` }]
}
