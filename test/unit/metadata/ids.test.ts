/** Next-semantics 2.11: the text of a file says whether it has one URL or one for each id. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRouter } from '../../../src/router/router'
import { scanDirectory } from '../../../src/router/scan'
import { app, NEXT, write } from '../router/disk'

function patternOf(source: string, name = 'sitemap.ts'): string | undefined {
  write(name)
  writeFileSync(join(app, name), source)
  const options = { compat: 16, trailingSlash: 'ignore', parity: 'improved' } as const
  return createRouter(scanDirectory(app, NEXT), options).routes[0]?.pattern
}

const MANY = '/sitemap/[__metadata_id__]'
const ONE = '/sitemap.xml'

test.each([
  ['export async function generateSitemaps() {}', MANY],
  ['export const generateSitemaps = async () => []', MANY],
  ['export { list as generateSitemaps } from "./list"', MANY],
  ['export {\n  a,\n  generateSitemaps,\n}', MANY],
  ['exports.generateSitemaps = () => []', MANY],
  ['module.exports = { default: f, generateSitemaps }', MANY],
  ['// export function generateSitemaps() {}', ONE],
  ['/* later:\nexport function generateSitemaps() {} */', ONE],
  ['export * from "./a"\nfunction generateSitemaps() {}', ONE],
  ['import { generateSitemaps } from "./a"', ONE],
  ['export const generateSitemapsLater = 1', ONE],
  ['export function generateImageMetadata() {}', ONE],
])('%j: %s', (source, pattern) => {
  expect(patternOf(source)).toBe(pattern)
})

test('an image has generateImageMetadata, and the suffix before the id', () => {
  const source = 'export function generateImageMetadata() {}'
  expect(patternOf(source, '(grp)/gm/opengraph-image.tsx')).toBe(
    '/gm/opengraph-image-khq5m9/[__metadata_id__]',
  )
})

test('robots and manifests have one URL whatever they export', () => {
  const source = 'export function generateSitemaps() {}; export function generateImageMetadata() {}'
  expect(patternOf(source, 'robots.ts')).toBe('/robots.txt')
})
