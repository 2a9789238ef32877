/**
 * `?rh=esm`: a route file that CommonJS cannot express is imported under this URL. Our hooks
 * answer it themselves: tsx rewrites queries of CommonJS URLs to `%3F…`.
 */
import { pathToFileURL } from 'node:url'

const MARKER = '?rh=esm'

export function marked(file: string): string {
  return pathToFileURL(file).href + MARKER
}

export function isMarked(url: string): boolean {
  return url.startsWith('file:') && url.endsWith(MARKER)
}
