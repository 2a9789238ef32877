/** R20: options are checked once, and a wrong one stops the mount. */
import { checkOptions } from '../../src/option-checks'
import { refusal } from './refusal'

const REFUSED: readonly (readonly [string, unknown, string])[] = [
  ['fallthrough', 'paths', '"path" or "method" or false, received "paths"'],
  ['fallthrough', true, '"path" or "method" or false, received true'],
  ['fallthrough', null, '"path" or "method" or false, received null'],
  ['basePath', 'api', 'a path that begins with "/", or "", received "api"'],
  ['basePath', 1, 'a path that begins with "/"'],
  ['compat', 13, '14 or 15 or 16, received 13'],
  ['compat', '16', '14 or 15 or 16, received "16"'],
  ['parity', true, '"improved" or "exact"'],
  ['trailingSlash', true, '"ignore" or "redirect" or "strict"'],
  ['origin', 'example.com', 'an http or https origin'],
  ['origin', 'ftp://example.com', 'an http or https origin'],
  ['origin', 'https://example.com/app', 'an http or https origin'],
  ['origin', 'https://example.com/?x', 'an http or https origin'],
  ['origin', 'https://example.com/#x', 'an http or https origin'],
  ['origin', 'https://user:secret@example.com', 'an http or https origin'],
  ['origin', new URL('https://example.com'), 'an http or https origin'],
  ['allowedHosts', 'example.com', 'an array of strings or a function'],
  ['allowedHosts', [/x/], 'an array of strings or a function'],
  ['root', 1, 'a path'],
  ['import', './loader.js', 'a function'],
  ['nextModules', true, '"all" or "app" or false'],
  ['extensions', 'ts', 'an array of strings'],
  ['extensions', [], 'an array of strings'],
  ['extensions', ['ts', 1], 'an array of strings'],
  ['ignore', '*.test.ts', 'a function'],
  ['bodyLimit', '1mb', 'a number of bytes, false, or an object'],
  ['bodyLimit', -1, 'a number of bytes, false, or an object'],
  ['bodyLimit', Number.NaN, 'a number of bytes, false, or an object'],
  ['bodyLimit', true, 'a number of bytes, false, or an object'],
  ['bodyLimit', null, 'a number of bytes, false, or an object'],
  ['bodyLimit', { '/a': '1mb' }, "received { '/a': '1mb' }"],
  ['bodyLimit', { '*': -1 }, 'a number of bytes, false, or an object'],
  ['bodyLimit', [1], 'a number of bytes, false, or an object'],
  ['drain', 500, 'an object { bytes, ms } of numbers'],
  ['drain', { ms: '500' }, 'an object { bytes, ms } of numbers'],
  ['drain', { bytes: false }, 'an object { bytes, ms } of numbers'],
  ['drain', { milliseconds: 1 }, 'an object { bytes, ms } of numbers'],
  ['onError', 'log', 'a function'],
  ['context', {}, 'a function, received {}'],
  ['trustProxy', {}, 'true, false, a number of hops, addresses, or a function'],
  ['trustProxy', [1], 'true, false, a number of hops, addresses, or a function'],
  ['compat', Object.create(null), '14 or 15 or 16, received'],
  ['compat', Symbol('x'), '14 or 15 or 16, received Symbol(x)'],
]

const ACCEPTED: readonly object[] = [
  {},
  { fallthrough: undefined, bodyLimit: undefined },
  { fallthrough: 'method', compat: 14, parity: 'exact', trailingSlash: 'strict' },
  { fallthrough: false, nextModules: false, basePath: '' },
  { origin: 'https://example.com:8443', allowedHosts: ['example.com'], basePath: '/api' },
  { origin: 'http://example.com/', allowedHosts: () => true },
  { bodyLimit: 0 },
  { bodyLimit: false },
  { bodyLimit: Number.POSITIVE_INFINITY },
  { bodyLimit: { '/upload': false, '*': 1000 } },
  { drain: { bytes: 0, ms: 0 } },
  { extensions: ['mts'], ignore: () => true, import: async () => ({}), onError: () => undefined },
  { context: () => ({}), trustProxy: 'loopback', root: '/srv' },
]

describe('checkOptions(options)', () => {
  it.each(REFUSED)('R20: %s: %p is RH_INVALID_OPTION, expected %s', (name, value, expected) => {
    const message = refusal(() => checkOptions({ [name]: value }))
    expect(message).toContain(`The option "${name}" must be `)
    expect(message).toContain(expected)
  })

  it.each(ACCEPTED)('DESIGN 1.2: %j is accepted', options => {
    expect(() => checkOptions(options)).not.toThrow()
  })

  it('R20: an unknown option is refused, naming those there are', () => {
    const message = refusal(() => checkOptions({ fallThrough: 'path' }))
    expect(message).toContain('Unknown option "fallThrough"')
    expect(message).toContain('fallthrough, basePath, compat')
  })

  it.each([
    [null, 'null'],
    ['./app', 'a string'],
    [[], 'an array'],
    [() => {}, 'a function'],
  ])('R20: options that are %p are refused', options => {
    expect(refusal(() => checkOptions(options))).toBe('The options must be an object')
  })

  it('R7: a name of Object.prototype is an unknown option', () => {
    expect(refusal(() => checkOptions({ toString: 1 }))).toContain('Unknown option "toString"')
  })
})
