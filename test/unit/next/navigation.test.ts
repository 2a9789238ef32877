import { type ControlFlow, interpretThrown, signal } from '../../../src/next/control-flow'
import { locationOf } from '../../../src/next/location'
import * as navigation from '../../../src/next/navigation'
import { type Compat, runInScope } from '../../../src/next/scope'
import { state } from '../../../src/state'
import { scopeOf } from './scope-of'

const { redirect, permanentRedirect, notFound, forbidden, unauthorized } = navigation
const { ReadonlyURLSearchParams, unstable_rethrow } = navigation

function thrownBy(call: () => unknown): unknown {
  try {
    call()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

const to = (url: string, status: number): ControlFlow => ({ kind: 'redirect', url, status })
const http = (status: 401 | 403 | 404): ControlFlow => ({ kind: 'http-error', status })

describe('what the functions throw', () => {
  test.each<[call: () => never, digest: string]>([
    [() => redirect('/x'), 'NEXT_REDIRECT;replace;/x;307;'],
    [() => redirect('/x', 'push'), 'NEXT_REDIRECT;push;/x;307;'],
    [() => redirect('/a;b', navigation.RedirectType.replace), 'NEXT_REDIRECT;replace;/a;b;307;'],
    [() => permanentRedirect('/x'), 'NEXT_REDIRECT;replace;/x;308;'],
    [notFound, 'NEXT_HTTP_ERROR_FALLBACK;404'],
    [forbidden, 'NEXT_HTTP_ERROR_FALLBACK;403'],
    [unauthorized, 'NEXT_HTTP_ERROR_FALLBACK;401'],
  ])('%s has the digest %j', (call, digest) => {
    const error = thrownBy(call)
    expect(error).toBeInstanceOf(Error)
    expect(error).toHaveProperty('digest', digest)
  })

  test('notFound() has the digest of 14 in 14', () => {
    const error = runInScope(scopeOf('', { compat: 14 }), () => thrownBy(notFound))
    expect(error).toHaveProperty('digest', 'NEXT_NOT_FOUND')
  })
})

describe('interpretThrown', () => {
  test.each<[compat: Compat, digest: string, meaning: ControlFlow | undefined]>([
    [16, 'NEXT_REDIRECT;replace;/x;307;', to('/x', 307)],
    [16, 'NEXT_REDIRECT;push;//evil.com/?a;b=1;308;', to('//evil.com/?a;b=1', 308)],
    [16, 'NEXT_REDIRECT;replace;/foo;303;', to('/foo', 303)],
    [15, 'NEXT_REDIRECT;replace;/foo;303;', to('/foo', 303)],
    [14, 'NEXT_REDIRECT;replace;/foo;303;', undefined],
    [14, 'NEXT_REDIRECT;replace;/foo;307;', to('/foo', 307)],
    [16, 'NEXT_REDIRECT;replace;/foo;301;', undefined],
    [16, 'NEXT_REDIRECT;elsewhere;/foo;307;', undefined],
    [16, 'NEXT_REDIRECT;replace', undefined],
    [16, 'NEXT_REDIRECTED;replace;/foo;307;', undefined],
    [16, 'NEXT_HTTP_ERROR_FALLBACK;404', http(404)],
    [15, 'NEXT_HTTP_ERROR_FALLBACK;403', http(403)],
    [16, 'NEXT_HTTP_ERROR_FALLBACK;401', http(401)],
    [16, 'NEXT_HTTP_ERROR_FALLBACK;418', undefined],
    [14, 'NEXT_NOT_FOUND', http(404)],
    [14, 'NEXT_HTTP_ERROR_FALLBACK;404', http(404)],
    [15, 'NEXT_NOT_FOUND', undefined],
    [16, 'NEXT_NOT_FOUND', undefined],
    [16, 'something else', undefined],
  ])('NXT-3: in %d the digest %j means %j', (compat, digest, meaning) => {
    expect(interpretThrown({ digest }, compat)).toEqual(meaning)
    expect(interpretThrown(signal('own error', digest), compat)).toEqual(meaning)
  })

  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  test.each([
    [undefined],
    [null],
    ['NEXT_NOT_FOUND'],
    [404],
    [{ status: 404 }],
    [{ digest: 1 }],
    [proxy],
  ])('row 190: other values mean nothing (%#)', value => {
    expect(interpretThrown(value, 16)).toBeUndefined()
  })

  test("redirect('') fails in Next.js's words", () => {
    const error = thrownBy(() => redirect(''))
    expect(() => interpretThrown(error, 16)).toThrow('Invariant: Unexpected redirect url format')
  })
})

describe('unstable_rethrow', () => {
  test('throws what redirect() and its kin threw, also as a cause', () => {
    const error = thrownBy(() => redirect('/x'))
    expect(thrownBy(() => unstable_rethrow(error))).toBe(error)
    expect(thrownBy(() => unstable_rethrow(new Error('wrapped', { cause: error })))).toBe(error)
  })

  test('lets other errors pass', () => {
    expect(unstable_rethrow(new Error('own', { cause: 'x' }))).toBeUndefined()
    expect(unstable_rethrow(undefined)).toBeUndefined()
  })
})

describe('locationOf', () => {
  test.each([
    ['/relative?x=1', '/relative?x=1'],
    ['//evil.com', '//evil.com'],
    ['https://a.test/a%20b?q=[1]#h', 'https://a.test/a%20b?q=[1]#h'],
    ['/한 "x"', '/%ED%95%9C%20%22x%22'],
    ['https://bücher.test/', 'https://b%C3%BCcher.test/'],
    ['/\ud800', '/%EF%BF%BD'],
    ['?a={b}|c', '?a=%7Bb%7D%7Cc'],
  ])('row 163: %j is sent as %j', (url, location) => {
    expect(locationOf(url, false)).toBe(location)
  })

  test.each(['/a\r\nX: 1', '/a\0', '/\\evil.com', '/a\tb'])('R13: %j is refused', url => {
    expect(() => locationOf(url, false)).toThrow(
      expect.objectContaining({ code: 'RH_INVALID_ARGUMENT' }),
    )
  })

  test.each<[string, number]>([
    ['//evil.com', 1],
    ['javascript:alert(1)', 1],
    ['https://a.test/', 0],
    ['/a:b', 0],
  ])('R13: development warns about %j %d times', (url, times) => {
    state.warned.clear()
    const emit = jest.spyOn(process, 'emitWarning').mockImplementation(() => {})
    locationOf(url, true)
    expect(emit).toHaveBeenCalledTimes(times)
    emit.mockRestore()
  })
})

describe('the rest of next/navigation', () => {
  test('ReadonlyURLSearchParams can be read only', () => {
    const params = new ReadonlyURLSearchParams('b=1&a=2')
    expect(params.get('a')).toBe('2')
    for (const name of ['append', 'delete', 'set', 'sort'] as const) {
      expect(() => params[name]()).toThrow('Method unavailable on `ReadonlyURLSearchParams`.')
    }
  })

  test.each([
    navigation.useParams,
    navigation.usePathname,
    navigation.useRouter,
    navigation.useSearchParams,
    navigation.useSelectedLayoutSegment,
    navigation.useSelectedLayoutSegments,
    navigation.useServerInsertedHTML,
  ])('hooks of client components say what to use instead (%#)', hook => {
    expect(hook).toThrow(expect.objectContaining({ code: 'RH_NOT_SUPPORTED' }))
  })
})
