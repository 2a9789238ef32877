/** The tags by which `revalidatePath()` invalidates; see `implicit-tags.ts` for who has them. */
import { encodeTag } from '../tags.js'
import { PATH_TAG, pathTags } from './implicit-tags.js'

/**
 * @param path - of a request, in any spelling; with a type, of a directory or file below the
 *   mounted one: `/blog/[slug]`.
 */
export function tagsOfPath(path: string, type?: string): string[] {
  const bare = path.replace(/\/+$/, '')
  const tags = type ? [`${PATH_TAG}${bare}/${type}`] : pathTags(canonical(bare) || '/')
  return tags.map(encodeTag)
}

/** As the tags of an answer spell it: each segment decoded once and encoded again. */
function canonical(path: string): string {
  return path.split('/').map(recoded).join('/')
}

function recoded(segment: string): string {
  try {
    return encodeURIComponent(decodeURIComponent(segment))
  } catch {
    // No request has this path either.
    return segment
  }
}
