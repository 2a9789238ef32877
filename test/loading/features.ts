/** What a route file can need; `fixtures/project/src/app` has one route for each. */

/** File below `src/app`, what it answers beside `shared`, and what it shows. */
export type Feature = readonly [file: string, expected: object, title: string]

export const FEATURES: readonly Feature[] = [
  ['basic/route.ts', {}, 'imports without an extension'],
  ['ext/route.ts', {}, 'imports a TypeScript file by its extension'],
  ['paths/route.ts', {}, 'follows tsconfig paths'],
  ['full/route.ts', { sameClass: true }, 'imports next/server, the class of the library'],
  ['nextlib/route.ts', { mapped: true }, 'imports next/headers outside the app directory'],
  ['nm/route.ts', { sameClass: true }, 'uses an ES module package that imports next/server.js'],
  ['nmc/route.ts', { sameClass: true }, 'uses a CommonJS package that requires next/server'],
  ['so/route.ts', {}, 'imports server-only'],
  ['enumr/route.ts', { value: 'dark red' }, 'uses enums and namespaces'],
  ['deco/route.ts', { value: 'hello you greet' }, 'uses decorators and parameter properties'],
  ['jsx/route.tsx', { value: '<h1>hi</h1>' }, 'uses JSX'],
  ['tla/route.ts', { value: 'awaited' }, 'awaits at top level'],
  ['json/route.ts', { value: 'from json' }, 'imports JSON without an attribute'],
  [
    'cache/route.ts',
    { inline: { remembered: true, keyed: true }, library: { remembered: true, keyed: true } },
    "caches functions with 'use cache', inline and in a library file",
  ],
  ['js/route.js', {}, 'is JavaScript with export, whatever the package type'],
]

/** The feature's name: its directory. */
export function nameOf(file: string): string {
  return file.slice(0, file.indexOf('/'))
}
