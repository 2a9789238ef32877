import { cookieStore } from '../../../src/next/cookie-store'
import type { CookieOptions } from '../../../src/next/cookie-view'
import { runInScope } from '../../../src/next/scope'
import { state } from '../../../src/state'
import { scopeOf } from './scope-of'

function warnings(name: string, value: string, options: CookieOptions, dev = true): string[] {
  state.warned.clear()
  const emit = jest.spyOn(process, 'emitWarning').mockImplementation(() => {})
  const scope = scopeOf('', { dev })
  runInScope(scope, () => cookieStore(scope).set(name, value, options))
  const messages = emit.mock.calls.map(([message]) => String(message))
  emit.mockRestore()
  return messages
}

describe('rows 249 and 250: what browsers drop is sent with a development warning', () => {
  test.each<[name: string, options: CookieOptions, warning: RegExp]>([
    ['__Host-a', {}, /__Host-/],
    ['__Host-a', { secure: true, domain: 'x.com' }, /__Host-/],
    ['__Host-a', { secure: true, path: '/x' }, /__Host-/],
    ['__Secure-a', {}, /__Secure-/],
    ['a', { sameSite: 'none' }, /'none'/],
    ['a', { sameSite: true }, /'strict'/],
    ['a', { partitioned: true }, /partitioned/],
    ['session', {}, /`httpOnly`/],
    ['auth_token', { httpOnly: true }, /`secure`/],
  ])('%s with %j', (name, options, warning) => {
    expect(warnings(name, '1', options)).toEqual([expect.stringMatching(warning)])
  })

  test('more than 4096 bytes of name and value', () => {
    expect(warnings('a', 'x'.repeat(4096), {})).toEqual([expect.stringContaining('4097 bytes')])
    expect(warnings('a', 'x'.repeat(4095), {})).toEqual([])
  })

  test('no warning for a cookie that is in order, nor in production', () => {
    expect(warnings('__Host-session', '1', { secure: true, httpOnly: true })).toEqual([])
    expect(warnings('__Host-a', '1', {}, false)).toEqual([])
  })
})
