/** A directory of route files → the text of its manifest. Pure, so that the same routes give the same bytes. */
import { dirname, extname, relative, sep } from 'node:path'

export interface ManifestInput {
  /** Absolute path of the app directory. */
  readonly dir: string
  /** Absolute paths of the route files. */
  readonly files: readonly string[]
  /** Absolute path of the module to be written; its extension decides between types and JSDoc. */
  readonly out: string
}

/**
 * Writes a module that exports `manifest`, with one lazy import per route, sorted by path.
 *
 * @example
 * generateManifest({ dir: '/srv/app', files: ['/srv/app/users/route.ts'], out: '/srv/routes.gen.ts' })
 * // … 'users/route.ts': () => import('./app/users/route.js'),
 */
export function generateManifest({ dir, files, out }: ManifestInput): string {
  const isTyped = /\.[cm]?ts$/.test(out)
  const entries = files.map(file => {
    const specifier = posix(relative(dirname(out), file))
    return [posix(relative(dir, file)), isTyped ? compiledName(specifier) : specifier] as const
  })
  // By code unit, not by locale: the bytes must not depend on the machine.
  entries.sort(([one], [other]) => (one < other ? -1 : 1))
  const lines = entries.map(([key, to]) => `  ${quote(key)}: () => import(${quote(dotted(to))}),\n`)
  return `// Written by \`route-handlers manifest\`; changes are lost.\n${
    isTyped
      ? "import type { RouteManifest } from 'route-handlers'\n\nexport const manifest: RouteManifest"
      : "\n/** @type {import('route-handlers').RouteManifest} */\nexport const manifest"
  } = {\n${lines.join('')}}\n`
}

/**
 * TypeScript and the bundlers find `route.ts` and `route.tsx` under `route.js`; only some settings
 * allow an import of `route.ts` under its own name.
 */
function compiledName(specifier: string): string {
  const extension = extname(specifier)
  const compiled = { '.ts': '.js', '.tsx': '.js', '.mts': '.mjs', '.cts': '.cjs' }[extension]
  return compiled === undefined ? specifier : specifier.slice(0, -extension.length) + compiled
}

const posix = (path: string): string => path.split(sep).join('/')

const dotted = (path: string): string => (path.startsWith('../') ? path : `./${path}`)

function quote(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")
  return `'${inner}'`
}
