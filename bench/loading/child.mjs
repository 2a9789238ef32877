/** One measurement in a fresh process: `child.mjs <what> <directory> <files as JSON file>`. */
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const [what, dir, list] = process.argv.slice(2)
const files = JSON.parse(readFileSync(list, 'utf8'))
const require = createRequire(import.meta.url)
process.env.NODE_ENV = 'production'

const WHAT = {
  /** What every server that looks for files has to do at least. */
  walk: async () => readdirSync(dir, { recursive: true, withFileTypes: true }),
  /** The same files without this library. */
  import: async () => {
    for (const file of files) await import(pathToFileURL(file).href)
  },
  mount: async ({ createRoutes }) => createRoutes(dir),
  eager: async ({ createRoutes }) => createRoutes(dir).ready(),
  /** A request to a route that is not loaded, when others are. */
  first: async (_, routes) => routes.fetch(new Request('http://bench.local/group1/route1/7')),
  second: async (_, routes) => routes.fetch(new Request('http://bench.local/group1/route1/7')),
}

const library = require('../../dist/src/index.js')
let routes
if (what === 'first' || what === 'second') {
  routes = library.createRoutes(dir)
  await routes.fetch(new Request('http://bench.local/group0/route0/7'))
  if (what === 'second') await WHAT.first(library, routes)
}
const before = performance.now()
const answer = await WHAT[what](library, routes)
const ms = performance.now() - before
if (answer instanceof Response && answer.status !== 200) throw new Error(`status ${answer.status}`)
process.stdout.write(JSON.stringify({ ms, rss: process.memoryUsage().rss / 2 ** 20 }))
