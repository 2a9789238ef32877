/** Files by their name and module system, without looking into what they do. */
import { readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { isHidden } from '../../router/file-names.js'
import { warning } from './finding.js'
import type { Check } from './project.js'

const ROUTE = /^route\.([mc]?[jt]sx?)$/i

/** `route.mts` and its kin: Next.js and this package pass over them without a word. */
export const checkIgnored: Check = ({ settings: { dir, extensions, ignore } }) =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter(entry => !entry.isDirectory() && ROUTE.test(entry.name))
    .map(({ name, parentPath }) => join(parentPath, name))
    .filter(file => {
      const segments = relative(dir, file).split(sep)
      const name = segments.at(-1)!
      const isRoute = extensions.some(extension => name === `route.${extension}`)
      return !isRoute && !segments.slice(0, -1).some(isHidden) && !ignore(segments.join('/'))
    })
    .map(file =>
      warning(
        'file-ignored',
        file,
        undefined,
        `Only route.${extensions.join(', route.')} are route files, for Next.js too.`,
        'Rename the file.',
      ),
    )

/** In JavaScript Next.js takes it; in TypeScript the type check of its build does not. */
export const checkCommonJs: Check = ({ routes, graph }) =>
  routes.flatMap(({ route: { file }, module }) => {
    const isModule = graph.read(file)?.isModule ?? true
    if (!module || isModule || !/\.tsx?$/.test(file)) return []
    const message =
      'Next.js refuses to build CommonJS in TypeScript: its type check finds no module.'
    const fix = 'Write `export function GET` in place of `exports.GET`.'
    return [warning('commonjs-route', file, undefined, message, fix)]
  })
