export default async function sitemap() {
  return [
    {
      url: 'https://h/?a=1',
      lastModified: new Date(0),
      changeFrequency: 'daily',
      priority: 0,
      alternates: { languages: { de: 'https://h/de', fr: 'https://h/fr' } },
      images: ['https://h/i.png'],
    },
    { url: 'https://h/b', lastModified: '2026-01-01' },
  ]
}
