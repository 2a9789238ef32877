/** Route directories on the real disk whose modules a test gives itself. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createRoutes, type Routes } from '../../src/create-routes'
import type { RouteOptions } from '../../src/route-options'

type Handler = (request: any, context: any) => unknown
/** What a route file exports; a string is its source, for files that are never loaded. */
type Exports = Readonly<Record<string, unknown>> | Error | string

export const ORIGIN = 'http://host.example'

export let app: string

beforeEach(() => {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'rh-mount-')))
  app = join(base, 'app')
  mkdirSync(app)
})

afterEach(() => rmSync(dirname(app), { recursive: true }))

/** Mounts the files, given by their path below the directory: `{ 'users/[id]/route.ts': { GET } }`. */
export function mount(
  files: Readonly<Record<string, Exports>>,
  options: RouteOptions = {},
): Routes {
  const modules = new Map<string, Exports>()
  for (const [path, exports] of Object.entries(files)) {
    const file = join(app, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, typeof exports === 'string' ? exports : sourceOf(exports))
    modules.set(file, exports)
  }
  const load = async (file: string): Promise<object> => {
    const exports = modules.get(file)
    if (exports instanceof Error) throw exports
    return exports as object
  }
  return createRoutes(app, { import: load, ...options })
}

/** One route that serves every path. */
export function mountOne(
  methods: Handler | Readonly<Record<string, unknown>>,
  options: RouteOptions = {},
): Routes {
  const exports = typeof methods === 'function' ? { GET: methods, POST: methods } : methods
  return mount({ '[[...path]]/route.ts': exports }, options)
}

/** Asks for a path below the origin. */
export function ask(routes: Routes, path: string, init: RequestInit = {}): Promise<Response> {
  const duplex = init.body instanceof ReadableStream ? { duplex: 'half' as const } : {}
  return routes.fetch(new Request(ORIGIN + path, { ...init, ...duplex }))
}

/** A text that names the methods, which is all that is read before a file is loaded. */
function sourceOf(exports: Exports): string {
  const names = exports instanceof Error ? ['GET'] : Object.keys(exports)
  return names.map(name => `export const ${name} = null\n`).join('')
}

/** A body in several chunks, each when it is asked for. */
export const chunked = (...chunks: string[]): ReadableStream => {
  const left = chunks.map(chunk => Buffer.from(chunk))
  return new ReadableStream({
    pull(controller) {
      const chunk = left.shift()
      if (chunk) controller.enqueue(chunk)
      else controller.close()
    },
  })
}
