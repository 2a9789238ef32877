/** The one spelling of the path that a host's mounts have taken, however the client wrote it. */
import { canonicalSegment } from '../router/canonical.js'

/** @param path - raw: `/api`, `/%61pi/`, or empty. */
export function canonicalMount(path: string): string {
  const segments = path.split('/').filter(segment => segment !== '')
  return segments.map(segment => `/${canonicalSegment(decoded(segment))}`).join('')
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
