/** The one spelling of a path that a match stands for, however the client wrote it. */
import type { Match } from './route.js'

/** Each segment decoded once and encoded again; no slash at the end. */
export function concretePath({ route, params = {} }: Pick<Match, 'route' | 'params'>): string {
  const segments: string[] = []
  for (const segment of route.pattern.split('/').slice(1)) {
    const name = /^\[{1,2}(?:\.\.\.)?(.+?)\]{1,2}$/.exec(segment)?.[1]
    const value = name === undefined ? segment : params[name]
    if (value !== undefined) segments.push(...[value].flat())
    // A file below a parameter is one answer for all its values; Next.js calls it so.
    else if (!segment.startsWith('[[')) segments.push('-')
  }
  return `/${segments.map(encodeURIComponent).join('/')}`
}
