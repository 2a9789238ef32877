/**
 * The one file beside the route directory: `proxy.ts`, called `middleware.ts` up to Next.js 15. In
 * Next.js it lies in the project root or in `src`, next to `app`.
 */
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { RouteHandlersError } from '../errors.js'
import { warnOnce } from '../warn.js'

export interface ProxyPlace {
  /** The mounted directory. */
  readonly dir: string
  /** Project root: what lies above belongs to somebody else. */
  readonly root: string
  readonly extensions: readonly string[]
  readonly compat: 14 | 15 | 16
}

/** The name of the file, which is also that of the function that it exports. */
export type ProxyName = 'proxy' | 'middleware'

export interface ProxyFile {
  readonly name: ProxyName
  /** Absolute path. */
  readonly file: string
}

/** The directory that the file is looked for in; `undefined` where that is none of the project. */
export function proxyDirectory({ dir, root }: ProxyPlace): string | undefined {
  const parent = dirname(dir)
  if (parent === root || parent.startsWith(root + sep)) return parent
  // Without any package.json nobody has said where the project begins.
  return root === dir && !existsSync(join(dir, 'package.json')) ? parent : undefined
}

/** @throws RouteHandlersError `RH_INVALID_PROXY` where both names are there. */
export function findProxyFile(place: ProxyPlace): ProxyFile | undefined {
  const directory = proxyDirectory(place)
  if (directory === undefined) return undefined
  const names = new Set(listOf(directory))
  const find = (name: ProxyName): string | undefined =>
    place.extensions.map(extension => `${name}.${extension}`).find(file => names.has(file))
  const middleware = find('middleware')
  const proxy = place.compat < 16 ? undefined : find('proxy')
  if (proxy !== undefined) {
    if (middleware !== undefined) throw both(join(directory, middleware), join(directory, proxy))
    return { name: 'proxy', file: join(directory, proxy) }
  }
  if (middleware === undefined) return undefined
  if (place.compat === 16) adviseOnName(directory)
  return { name: 'middleware', file: join(directory, middleware) }
}

function listOf(directory: string): string[] {
  try {
    const entries = readdirSync(directory, { withFileTypes: true })
    return entries.filter(entry => !entry.isDirectory()).map(({ name }) => name)
  } catch {
    // A directory that may be passed through but not listed, as above a container's mount.
    return []
  }
}

function both(middleware: string, proxy: string): RouteHandlersError {
  return new RouteHandlersError(
    'RH_INVALID_PROXY',
    `Both middleware file "${shown(middleware)}" and proxy file "${shown(proxy)}" are detected. Please use "${shown(proxy)}" only. Learn more: https://nextjs.org/docs/messages/middleware-to-proxy`,
    { file: middleware },
  )
}

function adviseOnName(directory: string): void {
  warnOnce(
    'RH_MIDDLEWARE_NAME',
    directory,
    'The "middleware" file convention is deprecated. Please use "proxy" instead.\n\n  To migrate automatically, run:\n  npx @next/codemod@canary middleware-to-proxy .\n\n  Learn more: https://nextjs.org/docs/messages/middleware-to-proxy',
  )
}

/** As Next.js writes a file in its messages. */
export function shown(file: string): string {
  const path = relative(process.cwd(), file)
  return path.startsWith('.') ? path : `./${path}`
}
