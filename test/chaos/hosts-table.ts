/** All rules of the hosts table in one file, for a part of the hosts. */
import { readdirSync } from 'node:fs'
import path from 'node:path'
import type { HostName } from '../hosts/hosts'

const folder = path.join(__dirname, '../hosts')

/** Tests that do not go through the table. */
const WITHOUT_HOST = ['client.test.ts', 'fastify.test.ts']

/** What is above the converter sees no bytes arrive. */
const ABOVE = /^(?:cache-|revalidation|fetch-|static-|metadata|proxy|header-|instrumentation)/

/** Every host and every way is `npm run test:chaos`; the versions of a host differ in little. */
export function runTable(way: 'dribble' | 'rechunk', names: readonly HostName[]): void {
  process.env['RH_CHAOS'] = way
  process.env['RH_HOSTS'] = names.join()
  for (const file of readdirSync(folder)) {
    if (!file.endsWith('.test.ts') || WITHOUT_HOST.includes(file) || ABOVE.test(file)) continue
    require(path.join(folder, file))
  }
}
