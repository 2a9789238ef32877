import * as headers from 'next/headers'
import * as navigation from 'next/navigation'
import * as server from 'next/server'

/** Names and kinds of what a namespace import sees. */
const kinds = (surface: object) =>
  Object.entries(surface)
    .filter(([name]) => !['default', '__esModule', 'module.exports'].includes(name))
    .map(([name, value]) => `${name}: ${typeof value}`)
    .sort()

export async function GET() {
  return Response.json({
    headers: kinds(headers),
    navigation: kinds(navigation),
    server: kinds(server),
  })
}
