/**
 * The tags that a route has without being given any: of the directories its file lies in, of the
 * file, and of the path it was asked by. `revalidatePath()` invalidates by them.
 */
import { encodeTag } from '../tags.js'

export const PATH_TAG = '_N_T_'

/**
 * @param appPath - the route as Next.js writes it: `/(shop)/p/[id]/route`.
 * @param pathname - below the mount, each segment decoded once and encoded again; no slash at its
 *   end.
 */
export function implicitTags(appPath: string, pathname: string): string[] {
  const segments = appPath.split('/').slice(1, -1)
  const tags = [`${PATH_TAG}/layout`]
  let directory = ''
  for (const segment of segments) {
    directory += `/${segment}`
    tags.push(`${PATH_TAG}${directory}/layout`)
  }
  tags.push(`${PATH_TAG}${appPath}`, ...pathTags(pathname))
  return tags.map(encodeTag)
}

/** The root has two names. */
export function pathTags(pathname: string): string[] {
  if (pathname === '/' || pathname === '/index') return [`${PATH_TAG}/`, `${PATH_TAG}/index`]
  return [`${PATH_TAG}${pathname}`]
}
