/**
 * Where the types of `next/*` come from in a project, and whether Next.js generates `RouteContext`
 * there itself (TYP-3): two declarations would give `params` two types.
 */
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Author } from './next-env-file.js'
import type { ProjectConfig } from './project-config.js'
import type { RequestModule } from './validator-file.js'

/**
 * Whether a package is installed for a project; an alias of it counts. Looked up on the disk: a
 * `require.resolve()` would be answered by the test runner or the module hooks at work.
 */
export function hasPackage(root: string, name: 'next' | 'route-handlers'): boolean {
  if (existsSync(join(root, 'node_modules', name, 'package.json'))) return true
  const parent = dirname(root)
  return parent !== root && hasPackage(parent, name)
}

/** Route files may import our `NextRequest` beside an installed Next's, under our name. */
export function requestModules(root: string): RequestModule[] {
  if (!hasPackage(root, 'next')) return ['route-handlers/next/server']
  const own = hasPackage(root, 'route-handlers')
  return own ? ['next/server.js', 'route-handlers/next/server'] : ['next/server.js']
}

/**
 * The file in which Next.js declares `RouteContext` for this project, if it does.
 *
 * @param nextEnv - text of `next-env.d.ts`.
 */
export function typesOfNext(
  root: string,
  nextEnv: string | undefined,
  author: Author,
  project: ProjectConfig | undefined,
): string | undefined {
  if (author === 'Next.js') {
    const named = /["'](\.\/[^"']+\/types\/routes\.d\.ts)["']/.exec(nextEnv ?? '')?.[1]
    // Next writes the file when it starts, so it may be missing for now.
    if (named !== undefined && (existsSync(join(root, named)) || hasPackage(root, 'next'))) {
      return resolve(root, named)
    }
  }
  return project && includedTypes(project).find(file => existsSync(file))
}

/** `.next/types/**` or `.next/dev/types/**` of `include`: a wildcard alone enters no dot directory. */
function includedTypes({ include = [], files = [], dir }: ProjectConfig): string[] {
  return [...include, ...files].flatMap(pattern => {
    const types = /^.*\.next\/(?:dev\/)?types(?=\/|$)/.exec(pattern)?.[0]
    return types === undefined ? [] : [resolve(dir, types, 'routes.d.ts')]
  })
}
