/** The text of a manifest: readable, importable, and the same for the same routes. */
import { parseSync } from '@swc/core'
import { generateManifest } from '../../../src/manifest/generate'

const dir = '/srv/src/app'
const write = (files: string[], out = '/srv/src/routes.gen.ts') =>
  generateManifest({ dir, out, files: files.map(file => `${dir}/${file}`) })

it('imports each route lazily, by its path from the file written', () => {
  expect(write(['users/[id]/route.ts', 'feed/route.tsx', 'old/route.js'])).toBe(
    [
      '// Written by `route-handlers manifest`; changes are lost.',
      "import type { RouteManifest } from 'route-handlers'",
      '',
      'export const manifest: RouteManifest = {',
      "  'feed/route.tsx': () => import('./app/feed/route.js'),",
      "  'old/route.js': () => import('./app/old/route.js'),",
      "  'users/[id]/route.ts': () => import('./app/users/[id]/route.js'),",
      '}',
      '',
    ].join('\n'),
  )
})

it('names files as they are in a JavaScript module, which has its type in a comment', () => {
  expect(write(['a/route.ts'], '/srv/src/routes.gen.js')).toBe(
    [
      '// Written by `route-handlers manifest`; changes are lost.',
      '',
      "/** @type {import('route-handlers').RouteManifest} */",
      'export const manifest = {',
      "  'a/route.ts': () => import('./app/a/route.ts'),",
      '}',
      '',
    ].join('\n'),
  )
})

it.each([
  ['/srv/routes.ts', './src/app/a/route.js'],
  ['/srv/src/gen/routes.ts', '../app/a/route.js'],
  ['/srv/src/app/routes.ts', './a/route.js'],
])('written to %s it imports %s', (out, specifier) => {
  expect(write(['a/route.ts'], out)).toContain(`'a/route.ts': () => import('${specifier}')`)
})

it.each([
  ['mts', 'mjs'],
  ['cts', 'cjs'],
  ['api.ts', 'api.js'],
  ['jsx', 'jsx'],
  ['mjs', 'mjs'],
])('an import of route.%s ends in %s', (extension, compiled) => {
  expect(write([`route.${extension}`])).toContain(`import('./app/route.${compiled}')`)
})

it('is the same whatever the order of the files', () => {
  const files = ['a/route.ts', 'B/route.ts', 'ä/route.ts', '[x]/route.ts']
  expect(write(files.toReversed())).toBe(write(files))
})

// biome-ignore lint/suspicious/noTemplateCurlyInString: a name that would be one if it were written as one
it.each(["it's", 'a"b', 'a\\b', 'line\u2028break', '${x}'])('quotes the name %j', name => {
  const body = parseSync(write([`${name}/route.ts`]), { syntax: 'typescript' }).body as any[]
  const [{ key, value }] = body[1].declaration.declarations[0].init.properties
  expect(key.value).toBe(`${name}/route.ts`)
  expect(value.body.arguments[0].expression.value).toBe(`./app/${name}/route.js`)
})
