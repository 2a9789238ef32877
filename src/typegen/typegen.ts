/**
 * Types of a project's routes: `RouteContext<'/users/[id]'>`, and a validator of handler
 * signatures, as Next 15.5 and later generate them. Made from the route table alone; no module
 * is evaluated and no compiler is needed (interop rules TYP-1 to TYP-6).
 */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Compat } from '../next/scope.js'
import type { Route } from '../router/route.js'
import { checkConfig } from './check-config.js'
import { hasPackage, requestModules, typesOfNext } from './installed-next.js'
import { mountOf, parseMounts, printMounts, type TypedMount, withMount } from './mounts.js'
import { authorOf, nextEnvFile } from './next-env-file.js'
import { type ProjectConfig, projectConfigOf } from './project-config.js'
import { routesFile } from './routes-file.js'
import { validatorFile } from './validator-file.js'
import { readText, writeIfChanged } from './write-file.js'

export interface TypegenOptions {
  /** Absolute path of the mounted directory. */
  readonly dir: string
  /** Absolute path of the project root; nothing is written outside it. */
  readonly root: string
  readonly routes: readonly Route[]
  readonly compat?: Compat
}

export interface Typegen {
  /** Files whose content changed, relative to the root, with `/`. */
  readonly written: readonly string[]
  /** Why nothing was written, in a sentence for the terminal. */
  readonly skipped?: string
}

const NEXT_ENV = 'next-env.d.ts'
const HOME = '.route-handlers'
const RECORD = `${HOME}/routes.json`

/**
 * Writes `.route-handlers/types/{routes.d.ts,validator.ts}`, `.route-handlers/tsconfig.json` and
 * `next-env.d.ts`, each only if its content differs. What other mounts of the project contributed
 * before is kept.
 *
 * @param options - `nextEnv: 'if-ours'` writes nothing at all unless `next-env.d.ts` is there and
 *   was written by `'always'` (TYP-1), and never throws: it runs where a server starts.
 * @throws RouteHandlersError `RH_TYPES_UNWRITABLE`
 * @example
 * writeTypes({ dir: '/srv/app', root: '/srv', routes: mounted.routes(), nextEnv: 'always' })
 */
export function writeTypes(
  options: TypegenOptions & { readonly nextEnv: 'always' | 'if-ours' },
): Typegen {
  if (options.nextEnv === 'always') return write(options)
  try {
    const text = readText(join(options.root, NEXT_ENV))
    return authorOf(text) === 'us' ? write(options) : { written: [] }
  } catch (error) {
    return { written: [], skipped: error instanceof Error ? error.message : String(error) }
  }
}

function write({ dir, root, routes, compat = 16 }: TypegenOptions): Typegen {
  const own = mountOf(root, dir, routes, compat)
  const recorded = parseMounts(readText(join(root, RECORD)))
  const mounts = withMount(recorded, own, file => existsSync(join(root, file)))
  const project = projectConfigOf(resolve(root, mounts[0]!.dir))
  const skipped = reasonToSkip(root, project)
  if (skipped !== undefined) return { written: [], skipped }
  const files = Object.entries(filesOf(root, mounts, project))
  return {
    written: files.flatMap(([path, text]) => (writeIfChanged(root, path, text) ? [path] : [])),
  }
}

/** Path below the root → text. `next-env.d.ts` comes last: it refers to the others. */
function filesOf(
  root: string,
  mounts: readonly TypedMount[],
  project: ProjectConfig | undefined,
): Record<string, string> {
  return {
    [RECORD]: printMounts(mounts),
    [`${HOME}/types/routes.d.ts`]: routesFile(mounts),
    [`${HOME}/types/validator.ts`]: validatorFile(mounts, requestModules(root)),
    [`${HOME}/tsconfig.json`]: checkConfig(join(root, HOME), project),
    [NEXT_ENV]: nextEnvFile(!hasPackage(root, 'next')),
  }
}

function reasonToSkip(root: string, project: ProjectConfig | undefined): string | undefined {
  const text = readText(join(root, NEXT_ENV))
  const author = authorOf(text)
  const theirs = typesOfNext(root, text, author, project)
  if (theirs !== undefined) {
    return `Next.js generates the types of this project (${theirs}). To have them from route-handlers, take that file out of next-env.d.ts and tsconfig.json.`
  }
  if (author === 'someone else') {
    return `${join(root, NEXT_ENV)} was not generated. Move its declarations to another .d.ts file, delete it, and run typegen again.`
  }
  return undefined
}
