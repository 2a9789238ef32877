/**
 * What the `fetch` of the Next.js in a folder makes of calls: reads them as JSON, prints for each how
 * long it is stored, or the error, and how long the answer around it may then live.
 */
const { text } = require('node:stream/consumers')

const [folder, version] = process.argv.slice(2)
const load = name => require(require.resolve(name, { paths: [folder] }))

// The public React of Next.js 14 has none; it does nothing outside of rendering.
load('react').cache ??= fn => fn

const NEVER = 0xfffffffe
const seconds = value => (value === false || value >= NEVER ? 'never' : value)

let store
let unit
let asked

globalThis.fetch = async () => new Response('x')
load('next/dist/server/lib/patch-fetch.js').patchFetch({
  serverHooks: load('next/dist/client/components/hooks-server-context.js'),
  staticGenerationAsyncStorage: { getStore: () => store },
  workAsyncStorage: { getStore: () => store },
  workUnitAsyncStorage: { getStore: () => unit },
})
console.warn = () => {}

const incrementalCache = {
  fetchCacheKey: async () => 'key',
  generateCacheKey: async () => 'key',
  lock: async () => async () => {},
  get: async (_key, { revalidate }) => {
    asked = revalidate
    return null
  },
  set: async () => {},
}

function enter({ dynamic, fetchCache, isNoStore, routeRevalidate, isGenerated }) {
  const own = routeRevalidate === 'never' ? NEVER : routeRevalidate
  store = {
    ...{ route: '/r', urlPathname: '/r', fetchCache, isUnstableNoStore: isNoStore },
    ...{ forceDynamic: dynamic === 'force-dynamic', forceStatic: dynamic === 'force-static' },
    ...{ incrementalCache, isStaticGeneration: isGenerated },
    ...(version === '14' && { revalidate: own === NEVER ? false : own }),
  }
  unit = isGenerated ? { type: 'prerender-legacy', revalidate: own, tags: [] } : { type: 'request' }
}

const life = () => seconds((version === '14' ? store : unit).revalidate ?? NEVER)

async function outcome({ cache, revalidate, hasCredentials, method, isRequest, ...route }) {
  enter(route)
  asked = 0
  const init = { method, cache, headers: hasCredentials ? { authorization: 'a' } : {} }
  const next = revalidate === undefined ? {} : { next: { revalidate } }
  const url = 'http://origin/a'
  const call = isRequest ? [new Request(url, init), next] : [url, { ...init, ...next }]
  try {
    await fetch(...call)
    return { seconds: seconds(asked), life: life() }
  } catch (error) {
    // How it ends a generation.
    if (error.digest === 'DYNAMIC_SERVER_USAGE') return { life: 0 }
    return { error: error.message }
  }
}

async function main() {
  const calls = JSON.parse(await text(process.stdin))
  const outcomes = []
  for (const call of calls) outcomes.push(await outcome(call))
  process.stdout.write(JSON.stringify(outcomes))
}

main()
