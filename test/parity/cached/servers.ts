/**
 * The cached routes under Next.js 14, 15 and 16, each built once, and under this package. What a
 * run stored is taken away before the next one: Next.js keeps it beside its build.
 */
import { cpSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Server, start } from '../child'
import { installNext, isStale, next as next16, run } from '../next-server'

export const VERSIONS = [14, 15, 16] as const

export type Version = (typeof VERSIONS)[number]

/** `'exact'`: without our deliberate differences. */
export type Parity = 'exact' | 'improved'

const ROUTES = ['app', 'lib']
/** 14 knows no `'use cache'`, and 16 builds no edge route beside it. */
const LEFT_OUT: Record<Version, string> = { 14: 'use-cache', 15: 'nothing', 16: 'edge' }

const folderOf = (version: Version) => join(__dirname, `next-${version}`)

/** The server behind the routes; its address goes to the others as `ORIGIN`. */
export const startOrigin = (): Promise<Server> =>
  start(join(__dirname, 'origin.cjs'), [], __dirname)

export async function startNextVersion(version: Version, origin: Server): Promise<Server> {
  const folder = folderOf(version)
  const env = { ORIGIN: `http://localhost:${origin.port}` }
  const next = version === 16 ? next16 : join(folder, 'node_modules/next/dist/bin/next')
  installNext(version === 16 ? undefined : folder)
  const isBuilt = existsSync(join(folder, '.built')) && !isStale(folder, sourcesOf(folder))
  if (!isBuilt) build(version, next, env)
  restore(folder)
  return start(next, ['start', '-p', '0'], folder, env)
}

export function startOurs(version: Version, parity: Parity, origin: Server): Promise<Server> {
  const env = { ORIGIN: `http://localhost:${origin.port}` }
  return start(join(__dirname, 'ours.cjs'), [String(version), parity], __dirname, env)
}

const sourcesOf = (folder: string) => [
  ...ROUTES.map(part => join(__dirname, part)),
  ...['next.config.js', 'package-lock.json'].map(name => join(folder, name)),
]

/** Next.js takes no routes from outside of its folder. */
function copyRoutes(part: string, version: Version): void {
  const [from, to] = [join(__dirname, part), join(folderOf(version), part)]
  const filter = (path: string) => !path.includes(LEFT_OUT[version])
  rmSync(to, { recursive: true, force: true })
  cpSync(from, to, { recursive: true, filter })
}

function build(version: Version, next: string, env: NodeJS.ProcessEnv): void {
  const folder = folderOf(version)
  for (const part of ROUTES) copyRoutes(part, version)
  rmSync(join(folder, '.next'), { recursive: true, force: true })
  rmSync(join(folder, '.built'), { recursive: true, force: true })
  run(folder, process.execPath, [next, 'build'], env)
  cpSync(join(folder, '.next/server'), join(folder, '.built'), { recursive: true })
}

function restore(folder: string): void {
  const [built, server] = [join(folder, '.built'), join(folder, '.next/server')]
  rmSync(server, { recursive: true, force: true })
  rmSync(join(folder, '.next/cache/fetch-cache'), { recursive: true, force: true })
  cpSync(built, server, { recursive: true })
}
