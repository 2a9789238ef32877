/** The server of a file of this folder, before it listens. */
import { createServer } from 'node:http'
import { createRequire } from 'node:module'

export async function httpServer(file, argument) {
  const listener = await createRequire(import.meta.url)(`./${file}.cjs`)(argument)
  return createServer(listener.serverOptions ?? {}, listener)
}
