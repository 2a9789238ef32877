/** JST-5: tsconfig `paths` and `next/*` as Jest's configuration has them. */
import { join } from 'node:path'
import { mappedNames } from '../../../src/jest/mapped-names'
import { NEXT_MODULES } from '../../../src/modules/next-map'
import { tree } from '../modules/tree'

function projectWith(compilerOptions: object): string {
  return tree({ 'tsconfig.json': JSON.stringify({ compilerOptions }) })
}

/** What Jest makes of a name: the first pattern that matches, its groups put in. */
function mapped(root: string, name: string): string[] | undefined {
  const { moduleNameMapper } = mappedNames(root)
  for (const [pattern, targets] of Object.entries(moduleNameMapper)) {
    const match = new RegExp(pattern).exec(name)
    if (match) return targets.map(to => to.replace(/\$(\d)/g, (_, group) => match[group] ?? ''))
  }
  return undefined
}

describe('the names that are mapped', () => {
  it.each([...NEXT_MODULES])('JST-5: %s is ours', (name, file) => {
    expect(mapped(tree({}), name)).toEqual([`${file}.js`])
  })

  it('JST-5: other names of Next.js, and names that only begin alike, are not', () => {
    for (const name of ['next/image', 'next/server/more', 'my-next/server', 'next/serverXjs'])
      expect(mapped(tree({}), name)).toBeUndefined()
  })

  const CASES: [string, string, string[] | undefined][] = [
    ['@/lib/db', 'what a star stands for, then a package of that name', ['src/lib/db']],
    ['@/generated/a', 'the longest prefix, in the order of its targets', ['gen/a', 'src/gen/a']],
    ['config', 'an exact name', ['src/config.ts']],
    ['@exact/one', 'an exact name before a star', ['src/one.ts']],
    ['config/more', 'nothing of what an exact name begins', undefined],
    ['./@/lib/db', 'nothing relative', undefined],
    ['a+b/c', 'characters that mean something in an expression', ['src/c']],
  ]

  it.each(CASES)('TSC-2: %s is %s', (name, _why, targets) => {
    const root = projectWith({
      paths: {
        '@/*': ['./src/*'],
        '@/generated/*': ['./gen/*', './src/gen/*'],
        '@exact/*': ['./other/*'],
        '@exact/one': ['./src/one.ts'],
        config: ['./src/config.ts'],
        'a+b/*': ['./src/*'],
      },
    })
    const expected = targets && [...targets.map(target => join(root, target)), name]
    expect(mapped(root, name)).toEqual(expected)
  })

  it('TSC-2: baseUrl is where bare names are looked for last', () => {
    const root = projectWith({ baseUrl: './src' })
    expect(mappedNames(root).modulePaths).toEqual([join(root, 'src')])
    expect(mapped(root, 'lib/db')).toBeUndefined()
  })

  it('TSC-2: the pattern of every name is such a directory, not a mapping of packages', () => {
    const root = projectWith({ paths: { '*': ['./vendor/*'] } })
    expect(mappedNames(root).modulePaths).toEqual([join(root, 'vendor')])
    expect(mapped(root, 'express')).toBeUndefined()
  })
})
