export default function sitemap() {
  return [{ url: 'https://h/?a=1&b=2' }]
}
