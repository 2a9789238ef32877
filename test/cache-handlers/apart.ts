/**
 * A process for one handler that cannot be ended by anything less: it reconnects for ever, and ends
 * the process when it likes. Bundled by its test, told the URL of a Redis, prints what it has seen.
 */
import { fromNextCacheHandler } from '../../src/cache/foreign/from-next-cache-handler'
import type { NextCacheHandlerClass } from '../../src/cache/foreign/next-handler'
import { Over } from '../unit/cache/foreign/over'
import { SCENARIOS } from './scenarios'

const [redisUrl] = process.argv.slice(2)
const { RedisStringsHandler } = require('@trieb.work/nextjs-turbo-redis-cache')
for (const method of ['log', 'warn', 'error'] as const) console[method] = () => {}

async function main(): Promise<void> {
  const seen: Record<string, string[]> = {}
  for (const kind of ['R', 'F', 'U'] as const) {
    for (const [name, run] of Object.entries(SCENARIOS)) {
      const keyPrefix = `${kind} ${name} `
      const made = class extends RedisStringsHandler {
        constructor() {
          super({ redisUrl, keyPrefix, inMemoryCachingTime: 0 })
        }
      }
      const options = { version: 16, getTimeoutMs: 5000, setTimeoutMs: 5000 } as const
      const handler = fromNextCacheHandler(made as unknown as NextCacheHandlerClass, options)
      seen[keyPrefix.trim()] = await run(new Over({ handler }), kind)
    }
  }
  process.stdout.write(JSON.stringify(seen), () => process.exit())
}

void main()
