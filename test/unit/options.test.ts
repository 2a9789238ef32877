/** The options of a mount: their defaults, and what becomes of each. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { resolveDirectory } from '../../src/options'
import type { RouteOptions } from '../../src/route-options'
import { state } from '../../src/state'
import { refusal } from './refusal'

const MEBIBYTE = 1024 * 1024

describe('resolveDirectory(dir, options)', () => {
  const settingsOf = (options?: RouteOptions) => resolveDirectory('./test', options)

  it('DESIGN 1.2: has the documented defaults', () => {
    expect(settingsOf()).toMatchObject({
      dir: resolve('test'),
      dev: true,
      fallthrough: 'path',
      basePath: undefined,
      compat: 16,
      parity: 'improved',
      trailingSlash: 'ignore',
      followSymlinks: false,
      origin: undefined,
      allowedHosts: undefined,
      tellsOrigin: true,
      root: resolve('.'),
      import: undefined,
      nextModules: 'all',
      extensions: ['tsx', 'ts', 'jsx', 'js'],
      drain: { bytes: 16 * MEBIBYTE, ms: 500 },
      onError: undefined,
    })
    expect(settingsOf().ignore('any')).toBe(false)
    expect(settingsOf().bodyLimit('/any')).toBe(10 * MEBIBYTE)
  })

  it.each([
    [{ bodyLimit: 5 }, '/a', 5],
    [{ bodyLimit: 0 }, '/a', 0],
    [{ bodyLimit: false }, '/a', Number.POSITIVE_INFINITY],
    [{ bodyLimit: { '/a': 5 } }, '/a', 5],
    [{ bodyLimit: { '/a': 5 } }, '/b', 10 * MEBIBYTE],
    [{ bodyLimit: { '/a': false, '*': 7 } }, '/a', Number.POSITIVE_INFINITY],
    [{ bodyLimit: { '/a': 5, '*': 7 } }, '/b', 7],
    [{ bodyLimit: { '*': false } }, '/b', Number.POSITIVE_INFINITY],
    [{ bodyLimit: { '/a': 5 } }, 'toString', 10 * MEBIBYTE],
  ] as const)('1.3: under %j the limit of %s is %s bytes', (options, pattern, limit) => {
    expect(settingsOf(options).bodyLimit(pattern)).toBe(limit)
  })

  it.each([
    [{ bodyLimit: 20 * MEBIBYTE }, { bytes: 20 * MEBIBYTE, ms: 500 }],
    [{ bodyLimit: 1 }, { bytes: 16 * MEBIBYTE, ms: 500 }],
    [{ drain: { ms: 10 } }, { bytes: 16 * MEBIBYTE, ms: 10 }],
    [{ drain: { bytes: 0 } }, { bytes: 0, ms: 500 }],
    [{ drain: { ms: Number.POSITIVE_INFINITY } }, { bytes: 16 * MEBIBYTE, ms: 2 ** 31 - 1 }],
  ])('UB-4: %j drains within %j', (options, drain) => {
    expect(settingsOf(options).drain).toEqual(drain)
  })

  it.each([
    ['https://example.com', 'https://example.com'],
    ['https://EXAMPLE.com:443/', 'https://example.com'],
    ['http://example.com:8080', 'http://example.com:8080'],
  ])('row 63: the origin %s is %s', (origin, expected) => {
    expect(settingsOf({ origin }).origin).toBe(expected)
  })

  it.each([
    ['/', ''],
    ['', ''],
    ['/api', '/api'],
    ['/api/', '/api'],
    ['/api//', '/api'],
  ])('DESIGN 1.2: the basePath %j is %j', (basePath, expected) => {
    expect(settingsOf({ basePath }).basePath).toBe(expected)
  })

  it('DESIGN 1.2: allowedHosts as a list is exact', () => {
    const allowed = settingsOf({ allowedHosts: ['a.example', 'b:81'] }).allowedHosts!
    expect(['a.example', 'b:81', 'b', 'x.a.example'].map(allowed)).toEqual([
      true,
      true,
      false,
      false,
    ])
  })

  it('DESIGN 1.1: a directory is a path, a file: URL, or the text of one', () => {
    const url = pathToFileURL(resolve('test'))
    for (const dir of ['test', './test', resolve('test'), url, url.href]) {
      expect(resolveDirectory(dir).dir).toBe(resolve('test'))
    }
  })

  it.each([
    ['', ''],
    ['undefined', undefined],
    ['null', null],
    ['a number', 1],
    ['an http: URL', new URL('http://host.example/app')],
  ])('DESIGN 1.1: a directory that is %s is refused', (_what, dir) => {
    const message = refusal(() => resolveDirectory(dir as string))
    expect(message).toContain('The route directory must be a path or a file: URL, received')
  })

  it('DESIGN 1.2: the root is where the nearest package.json is', () => {
    const base = mkdtempSync(join(tmpdir(), 'rh-root-'))
    writeFileSync(join(base, 'package.json'), '{}')
    expect(resolveDirectory(join(base, 'a/b')).root).toBe(base)
    expect(resolveDirectory(join(base, 'a'), { root: './test' }).root).toBe(resolve('test'))
    rmSync(base, { recursive: true })
  })

  it.each([
    ['production', false],
    ['development', true],
    ['test', true],
    [undefined, true],
  ])('DESIGN 1.2: NODE_ENV=%s is development: %s', (value, dev) => {
    const before = process.env['NODE_ENV']
    if (value === undefined) delete process.env['NODE_ENV']
    else process.env['NODE_ENV'] = value
    try {
      expect(settingsOf().dev).toBe(dev)
    } finally {
      process.env['NODE_ENV'] = before
    }
  })

  it.each([
    ['production', 'exact', 1],
    ['production', 'improved', 0],
    ['test', 'exact', 0],
  ] as const)('caching §1.2: NODE_ENV=%s, parity: %j: %d warnings', (value, parity, times) => {
    const before = process.env['NODE_ENV']
    const emit = jest.spyOn(process, 'emitWarning').mockImplementation(() => {})
    state.warned.clear()
    process.env['NODE_ENV'] = value
    try {
      settingsOf({ parity })
      settingsOf({ parity })
      expect(emit).toHaveBeenCalledTimes(times)
    } finally {
      process.env['NODE_ENV'] = before
      emit.mockRestore()
    }
  })
})
