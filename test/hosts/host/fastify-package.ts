/** Fastify and its plugins, from the package of their own that `npm test` installs. */
import { createRequire } from 'node:module'
import path from 'node:path'

const require = createRequire(path.join(__dirname, '../fastify/package.json'))

/** @param name - `fastify`, or a plugin of it. */
export function fastifyPackage(name: string): any {
  return require(name)
}
