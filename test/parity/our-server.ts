/** The same directory under the built package, in a plain Node process per host. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Server, start } from './child'

/** The file of each host, and the name under which its framework is installed. */
const HOST_FILES = {
  express: ['express.cjs', 'express'],
  express4: ['express.cjs', 'express4'],
  koa: ['koa.cjs', 'koa'],
  koa2: ['koa.cjs', 'koa2'],
  node: ['node.cjs'],
} as const

export type HostName = keyof typeof HOST_FILES

export const HOSTS = Object.keys(HOST_FILES) as HostName[]

const dist = join(__dirname, '../../dist')

export async function startOurs(host: HostName): Promise<Server> {
  if (!existsSync(dist)) throw new Error(`${dist} is missing: run "npm run build" first`)
  const [file, ...args] = HOST_FILES[host]
  return start(join(__dirname, 'hosts', file), args, __dirname)
}
