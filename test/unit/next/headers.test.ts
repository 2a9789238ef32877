import type { CookieStore } from '../../../src/next/cookie-store'
import { mergeCookies } from '../../../src/next/finalize'
import { cookies, draftMode, headers } from '../../../src/next/headers'
import { type Compat, runInScope } from '../../../src/next/scope'
import { state } from '../../../src/state'
import { DRAFT_ID, scopeOf } from './scope-of'

const EPOCH = 'Thu, 01 Jan 1970 00:00:00 GMT'
const versions: Compat[] = [14, 15, 16]

/** What 14 and 15 allow, and the types of 16 do not show. */
const sync = <T>(value: Promise<T>) => value as unknown as T

test('PERF: evaluating the module asks for scopes', () => {
  expect(state.scopeWanted).toBe(true)
})

test.each([
  ['cookies', cookies],
  ['headers', headers],
  ['draftMode', draftMode],
])("%s() outside a request fails in Next.js's words", (name, call) => {
  expect(call).toThrow(
    expect.objectContaining({
      code: 'RH_OUTSIDE_REQUEST',
      message: `\`${name}\` was called outside a request scope. Read more: https://nextjs.org/docs/messages/next-dynamic-api-wrong-context`,
    }),
  )
})

describe('cookies()', () => {
  test('gives the cookies of the request, mutable', () =>
    runInScope(scopeOf('a=2; b=%20'), async () => {
      const store = await cookies()
      expect(store.get('a')).toEqual({ name: 'a', value: '2', path: '/' })
      expect(String(store)).toBe('a=2; Path=/; b=%20; Path=/')
      expect(store).not.toHaveProperty('size')
      expect(Symbol.iterator in store).toBe(false)
      expect(store.set('c', '3')).toBe(store)
      expect(store.getAll().map(c => c.name)).toEqual(['a', 'b', 'c'])
    }))

  test('a deleted cookie is there, empty and expired', () =>
    runInScope(scopeOf('x=1'), async () => {
      const store = await cookies()
      store.delete('x')
      expect(store.has('x')).toBe(true)
      expect(store.get('x')).toEqual({ name: 'x', value: '', expires: new Date(0), path: '/' })
    }))

  test('is the same object for every call of a request', () =>
    runInScope(scopeOf(), () => expect(cookies()).toBe(cookies())))

  test('row 245: refuses names that would add attributes', () =>
    runInScope(scopeOf(), async () => {
      const store = await cookies()
      expect(() => store.set('a=b; Path=/; x', 'v')).toThrow(TypeError)
    }))

  test('keeps odd cookies of the request readable', () =>
    runInScope(scopeOf('=x; a"b=1'), async () => {
      expect((await cookies()).getAll()).toHaveLength(2)
    }))

  test('can be read but not changed once the response is closed', () => {
    const scope = scopeOf('a=1')
    scope.phase = 'after'
    return runInScope(scope, async () => {
      const store = await cookies()
      expect(store.get('a')?.value).toBe('1')
      const message =
        'Cookies can only be modified in a Server Action or Route Handler. Read more: https://nextjs.org/docs/app/api-reference/functions/cookies#options'
      expect(() => store.set('b', '2')).toThrow(expect.objectContaining({ message }))
      expect(() => store.delete('a')).toThrow(expect.objectContaining({ message }))
    })
  })
})

describe('headers()', () => {
  const request = { headers: new Headers({ accept: 'x', rsc: '1', 'next-router-prefetch': '1' }) }

  test.each<[Compat, string[]]>([
    [15, ['accept', 'next-router-prefetch', 'rsc']],
    [16, ['accept']],
  ])("in %d shows these names, the router's own among them or not: %j", (compat, names) =>
    runInScope(scopeOf('', { compat, request }), async () => {
      expect([...(await headers()).keys()]).toEqual(names)
    }),
  )

  test('is a Headers that nothing changes', () =>
    runInScope(scopeOf('', { request }), async () => {
      const sealed = await headers()
      expect(sealed).toBeInstanceOf(Headers)
      expect(new Headers(sealed).get('accept')).toBe('x')
      for (const act of ['set', 'append', 'delete'] as const) {
        expect(() => sealed[act]('accept', 'y')).toThrow(
          expect.objectContaining({
            message:
              'Headers cannot be modified. Read more: https://nextjs.org/docs/app/api-reference/functions/headers',
          }),
        )
      }
      expect(sealed.get('accept')).toBe('x')
    }))
})

describe('draftMode()', () => {
  const sentBy = async (act: () => Promise<void>, cookie: string, init = {}) => {
    const scope = scopeOf(cookie, init)
    await runInScope(scope, act)
    return mergeCookies(scope, new Response())
  }
  const enable = async () => (await draftMode()).enable()
  const disable = async () => (await draftMode()).disable()

  test.each([
    [`__prerender_bypass=${DRAFT_ID}`, true],
    ['__prerender_bypass=guess', false],
    ['', false],
  ])('with %j isEnabled is %s', (cookie, enabled) =>
    runInScope(scopeOf(cookie), async () => {
      expect((await draftMode()).isEnabled).toBe(enabled)
    }),
  )

  test('without an id nothing enables it', () =>
    runInScope(scopeOf('__prerender_bypass=', { draftModeId: '' }), async () => {
      expect((await draftMode()).isEnabled).toBe(false)
    }))

  test('enable() and disable() send the cookies that Next.js sends', async () => {
    expect(await sentBy(enable, '')).toEqual([
      `__prerender_bypass=${DRAFT_ID}; Path=/; Secure; HttpOnly; SameSite=none`,
    ])
    expect(await sentBy(enable, '', { dev: true })).toEqual([
      `__prerender_bypass=${DRAFT_ID}; Path=/; HttpOnly; SameSite=lax`,
    ])
    expect(await sentBy(disable, '')).toEqual([
      `__prerender_bypass=; Path=/; Expires=${EPOCH}; Secure; HttpOnly; SameSite=none`,
    ])
  })

  test.each<[Compat, boolean]>([
    [14, false],
    [15, true],
    [16, true],
  ])('in %d isEnabled follows within the request: %s', (compat, follows) =>
    runInScope(scopeOf('', { compat }), async () => {
      const mode = await draftMode()
      mode.enable()
      expect(mode.isEnabled).toBe(follows)
    }),
  )

  test('cannot be switched once the response is closed', () => {
    const scope = scopeOf()
    scope.phase = 'after'
    return runInScope(scope, async () => {
      const mode = await draftMode()
      expect(() => mode.enable()).toThrow(
        'Route /users/[id] used "draftMode().enable()" inside `after()`.',
      )
    })
  })
})

describe('shapes', () => {
  test.each(versions)('await works in %d', compat =>
    runInScope(scopeOf('a=1', { compat }), async () => {
      expect((await cookies()).get('a')?.value).toBe('1')
      expect((await headers()).get('cookie')).toBe('a=1')
      expect((await draftMode()).isEnabled).toBe(false)
    }),
  )

  test.each<Compat>([14, 15])('members can be read without await in %d', compat =>
    runInScope(scopeOf('a=1', { compat }), () => {
      const store: CookieStore = sync(cookies())
      expect(store.get('a')?.value).toBe('1')
      expect(store.set('b', '2').get('b')?.value).toBe('2')
      expect([...sync(headers())]).toEqual([['cookie', 'a=1']])
      expect(sync(draftMode()).isEnabled).toBe(false)
    }),
  )

  test('14 gives the object, 15 and 16 a promise', () => {
    const isPromise = (compat: Compat) =>
      runInScope(scopeOf('', { compat }), () => cookies() instanceof Promise)
    expect(versions.map(isPromise)).toEqual([false, true, true])
  })

  test('16 has no member but those of a promise', () =>
    runInScope(scopeOf(), () => expect(sync(cookies()).get).toBeUndefined()))

  test('15 warns once in development', () => {
    const emit = jest.spyOn(process, 'emitWarning').mockImplementation(() => {})
    runInScope(scopeOf('a=1', { compat: 15, dev: true }), () => {
      sync(cookies()).get('a')
      sync(cookies()).has('a')
    })
    expect(emit.mock.calls.map(([message]) => message)).toEqual([
      'Route "/users/[id]" used `cookies().get`. `cookies()` should be awaited before using its value. Learn more: https://nextjs.org/docs/messages/sync-dynamic-apis',
    ])
    emit.mockRestore()
  })
})
