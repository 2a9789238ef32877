export const contentType = 'image/svg+xml'

export default function Icon(given) {
  const title = JSON.stringify(given)
  return new Response(`<svg><title>${title}</title></svg>`, {
    headers: { 'content-type': contentType },
  })
}
