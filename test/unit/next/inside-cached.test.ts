/** The surface of Next.js inside functions with `'use cache'`, in the words of 16.4 and 15.5. */
import { host } from '../../../src/host'
import {
  revalidatePath,
  revalidateTag,
  unstable_cacheLife,
  unstable_cacheTag,
} from '../../../src/next/cache'
import { connection } from '../../../src/next/connection'
import { cookies, draftMode, headers } from '../../../src/next/headers'
import { type Compat, runInScope } from '../../../src/next/scope'
import { cached, freshRuntime } from '../cache/cached'
import { scopeOf } from './scope-of'

beforeEach(freshRuntime)

/** A call of a cached function with this body, in a request. */
function inCached(body: () => unknown, compat: Compat = 16, kind = 'default') {
  const { call } = cached(async () => body(), { kind })
  return runInScope(scopeOf('theme=dark', { compat }), call)
}

const IN_USE_CACHE = 'https://nextjs.org/docs/messages/next-request-in-use-cache'
const READ = (call: string) =>
  `Route "/users/[id]": \`${call}\` can't be read inside \`"use cache"\`. Read it outside the cached function and pass what you need as an argument.\nLearn more: ${IN_USE_CACHE}`
const READ_15 = (name: string) =>
  `Route /users/[id] used "${name}" inside "use cache". Accessing Dynamic data sources inside a cache scope is not supported. If you need this data inside a cached function use "${name}" outside of the cached function and pass the required dynamic data in as an argument. See more info here: ${IN_USE_CACHE}`
const REVALIDATE = (call: string) =>
  `Route "/users/[id]": \`${call}\` can't be called inside a cached function. Call it from a Server Action or Route Handler instead.\nLearn more: https://nextjs.org/docs/messages/revalidate-in-use-cache`
const REVALIDATE_15 = (call: string) =>
  `Route /users/[id] used "${call}" inside a "use cache" which is unsupported. To ensure revalidation is performed consistently it must always happen outside of renders and cached functions. See more info here: https://nextjs.org/docs/app/building-your-application/rendering/static-and-dynamic#dynamic-rendering`

const enable = async () => (await draftMode()).enable()
const disable = async () => (await draftMode()).disable()

describe('inside a cached function', () => {
  it.each<[string, () => unknown, string, string]>([
    ['cookies()', cookies, READ('cookies()'), READ_15('cookies')],
    ['headers()', headers, READ('headers()'), READ_15('headers')],
    ['host()', host, READ('host()'), READ_15('host()')],
    [
      'connection()',
      connection,
      `Route "/users/[id]": \`connection()\` can't be called inside \`"use cache"\` because cached functions may run during prerendering, without an incoming request. Call it outside the cached function.\nLearn more: ${IN_USE_CACHE}`,
      `Route /users/[id] used "connection" inside "use cache". The \`connection()\` function is used to indicate the subsequent code must only run when there is an actual request, but caches must be able to be produced before a request, so this function is not allowed in this scope. See more info here: ${IN_USE_CACHE}`,
    ],
    [
      'draftMode().enable()',
      enable,
      `Route "/users/[id]": \`draftMode().enable()\` can't be called inside \`"use cache"\`. Draft mode can be read inside a cached function, but enabling or disabling it must happen outside.\nLearn more: ${IN_USE_CACHE}`,
      `Route /users/[id] used "draftMode().enable()" inside "use cache". The enabled status of draftMode can be read in caches but you must not enable or disable draftMode inside a cache. See more info here: ${IN_USE_CACHE}`,
    ],
    [
      'draftMode().disable()',
      disable,
      `Route "/users/[id]": \`draftMode().disable()\` can't be called inside \`"use cache"\`.`,
      'Route /users/[id] used "draftMode().disable()" inside "use cache".',
    ],
    [
      'revalidateTag()',
      () => revalidateTag('a"b', 'max'),
      REVALIDATE('revalidateTag("a\\"b")'),
      REVALIDATE_15('revalidateTag a"b'),
    ],
    [
      'revalidatePath()',
      () => revalidatePath('/blog'),
      REVALIDATE('revalidatePath("/blog")'),
      REVALIDATE_15('revalidatePath /blog'),
    ],
  ])('§15.2: %s is refused', async (_, call, text, text15) => {
    const code = 'RH_NOT_SUPPORTED'
    await expect(inCached(call)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(text),
    })
    await expect(inCached(call, 15)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(text15),
    })
  })

  it('is refused outside of a request as well', async () => {
    const { call } = cached(async () => cookies())
    await expect(call()).rejects.toThrow(/^`cookies\(\)` can't be read inside `"use cache"`/)
  })

  it('is refused in functions that it calls', async () => {
    const inner = cached(async () => (await cookies()).get('theme'))
    await expect(inCached(() => inner.call())).rejects.toThrow(READ('cookies()'))
  })

  it('is refused in draft mode too, where nothing is stored', async () => {
    const { call } = cached(async () => cookies())
    const scope = scopeOf('__prerender_bypass=draft-id')
    await expect(runInScope(scope, call)).rejects.toThrow(READ('cookies()'))
  })

  it('works again behind it', async () => {
    await runInScope(scopeOf('theme=dark'), async () => {
      await cached(async () => 1).call()
      expect((await cookies()).get('theme')?.value).toBe('dark')
    })
  })

  it('the names of 15 work', async () => {
    const setUp = () => {
      unstable_cacheLife('hours')
      unstable_cacheTag('a')
    }
    await expect(inCached(setUp, 15)).resolves.toBeUndefined()
  })
})

describe("inside 'use cache: private'", () => {
  beforeEach(() => jest.spyOn(process, 'emitWarning').mockImplementation(() => {}))
  afterEach(() => jest.restoreAllMocks())

  it('cookies() and headers() are those of the request', async () => {
    const body = async () => [
      (await cookies()).get('theme')?.value,
      (await headers()).get('cookie'),
    ]
    expect(await inCached(body, 16, 'private')).toEqual(['dark', 'theme=dark'])
  })

  it('connection() is refused', async () => {
    await expect(inCached(connection, 16, 'private')).rejects.toThrow(
      'can\'t be called inside `"use cache: private"` because private cached functions may run during prefetching',
    )
  })
})
