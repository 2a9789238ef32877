/** Interop section "what is passed to the runtime": the identity and the description of a function. */
import { evaluate, transform } from './evaluate'

async function metaOf(source: string, place = { file: '/project/lib/a.js', root: '/project' }) {
  const { exports, metas } = evaluate(source, place)
  await exports['f']()
  return metas[0]!
}

const SOURCE = `exports.f = f; async function f(a, b = 1, c) { 'use cache' }`

describe('the description of a cached function', () => {
  it('names file, function, kind and parameters', async () => {
    expect(await metaOf(SOURCE)).toEqual({
      id: expect.stringMatching(/^[\da-f]{64}$/),
      file: 'lib/a.js',
      name: 'f',
      kind: 'default',
      parameters: 3,
    })
    expect(await metaOf(SOURCE.replace('c)', '...c)'))).toMatchObject({ parameters: 'rest' })
    expect(await metaOf(SOURCE.replace('cache', 'cache: my kind'))).toMatchObject({
      kind: 'my kind',
    })
  })

  it('is the same from two working directories', async () => {
    const before = process.cwd()
    const here = await metaOf(SOURCE)
    process.chdir('/')
    const there = await metaOf(SOURCE)
    process.chdir(before)
    expect(there).toEqual(here)
  })

  it('is the same wherever the project lies', async () => {
    const moved = { file: '/srv/x/lib/a.js', root: '/srv/x' }
    expect(await metaOf(SOURCE, moved)).toEqual(await metaOf(SOURCE))
  })

  it('leads out of the project to a package of the workspace', async () => {
    const place = { file: '/work/shared/a.js', root: '/work/api' }
    expect(await metaOf(SOURCE, place)).toMatchObject({ file: '../shared/a.js' })
  })

  it.each([
    ['lines move', `\n\n/* new */ ${SOURCE}`, true],
    ['a neighbour is edited', `async function g() { 'use cache'; return 2 } ${SOURCE}`, true],
    ['the function is edited', SOURCE.replace('1', '2'), false],
    ['the function is renamed', SOURCE.replace('= f;', '= g;').replace('n f(', 'n g('), false],
    ['the function moves into another', `(function o() { ${SOURCE} })(1)`, false],
  ])('its id when %s', async (_, edited, isSame) => {
    const { id } = await metaOf(SOURCE)
    expect((await metaOf(edited)).id === id).toBe(isSame)
  })

  it('its id in another file', async () => {
    const other = { file: '/project/lib/b.js', root: '/project' }
    expect((await metaOf(SOURCE, other)).id).not.toBe((await metaOf(SOURCE)).id)
  })

  it('its ids differ where two functions are equal in name and text', () => {
    const twice = `log(async () => { 'use cache' }); log(async () => { 'use cache' })`
    const ids = [...transform(twice).matchAll(/"id":"(\w+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(2)
  })

  it('positions count in UTF-16, behind astral characters and a byte order mark', async () => {
    const source = `const s = '😀𝒳é', \u{20BB7} = 1; exports.f = async (a = '👩‍👩‍👧') => { 'use cache'; return s + a + \u{20BB7} }`
    expect(await evaluate(source).exports['f']()).toBe('😀𝒳é👩‍👩‍👧1')
    expect(transform(`\uFEFF${source}`)).toBe(`\uFEFF${transform(source)}`)
  })

  it('what is not a function’s stays: hashbang, line ends and the inline source map', () => {
    const source = `#!/usr/bin/env node\r\nasync function f() {\r\n  'use cache'\r\n}\r\n//# sourceMappingURL=data:application/json;base64,e30=\r\n`
    const code = transform(source)
    expect(code.startsWith('#!/usr/bin/env node\r\nasync function f(')).toBe(true)
    expect(code.endsWith(source.slice(source.indexOf('}\r\n//#') + 1))).toBe(true)
  })
})
