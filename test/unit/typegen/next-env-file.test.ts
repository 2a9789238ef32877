import { authorOf, nextEnvFile } from '../../../src/typegen/next-env-file'

describe('next-env.d.ts', () => {
  it('TYP-1: refers to the types of next/* and to the routes', () => {
    expect(nextEnvFile(true)).toBe(
      '// Written by route-handlers typegen; do not edit.\n' +
        '/// <reference types="route-handlers/next-env" />\n' +
        '/// <reference path="./.route-handlers/types/routes.d.ts" />\n',
    )
  })

  it('TYP-1: leaves the first out where next is installed', () => {
    expect(nextEnvFile(false)).not.toContain('route-handlers/next-env')
  })

  it('TYP-2a: does not refer to the validator', () => {
    expect(nextEnvFile(true)).not.toContain('validator')
  })

  it.each([
    [undefined, 'nobody'],
    ['  \n', 'nobody'],
    [nextEnvFile(true), 'us'],
    [nextEnvFile(false).replaceAll('\n', '\r\n'), 'us'],
    [`\n${nextEnvFile(true)}`, 'someone else'],
    [
      '/// <reference types="next" />\n/// <reference types="next/image-types/global" />',
      'Next.js',
    ],
    ["declare module 'next/server' {}", 'someone else'],
  ])('%j is by %s', (text, author) => {
    expect(authorOf(text)).toBe(author)
  })
})
