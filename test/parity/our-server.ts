/** The same directory under the built package, in a plain Node process per host. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Server, start } from './child'

export const HOSTS = ['express', 'koa', 'node'] as const

export type HostName = (typeof HOSTS)[number]

const dist = join(__dirname, '../../dist')

export async function startOurs(host: HostName): Promise<Server> {
  if (!existsSync(dist)) throw new Error(`${dist} is missing: run "npm run build" first`)
  return start(join(__dirname, 'hosts', `${host}.cjs`), [], __dirname)
}
