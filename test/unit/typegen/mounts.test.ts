import { mountOf, parseMounts, printMounts, withMount } from '../../../src/typegen/mounts'
import { ROOT, routesOf } from './routes'

const mount = (dir: string, ...files: string[]) =>
  mountOf(ROOT, `${ROOT}/${dir}`, routesOf(dir, ...files), 16)

const dirsOf = (mounts: readonly { dir: string }[]) => mounts.map(({ dir }) => dir)

describe('the record of mounts', () => {
  it('has no absolute path: it is the same on every machine', () => {
    const text = printMounts([mount('app', 'users/[id]/route.ts')])
    expect(text).not.toContain(ROOT)
    expect(JSON.parse(text)).toEqual([
      {
        dir: 'app',
        compat: 16,
        routes: [
          {
            pattern: '/users/[id]',
            file: 'app/users/[id]/route.ts',
            params: [{ name: 'id', kind: 'dynamic' }],
          },
        ],
      },
    ])
  })

  it('names a mount of the root itself by a dot', () => {
    expect(mountOf(ROOT, ROOT, [], 16).dir).toBe('.')
  })

  it('a later mount does not erase an earlier one, and replaces itself', () => {
    const recorded = [mount('b', 'x/route.ts'), mount('c', 'old/route.ts')]
    const mounts = withMount(recorded, mount('c', 'new/route.ts'), () => true)
    expect(mounts).toEqual([mount('b', 'x/route.ts'), mount('c', 'new/route.ts')])
    expect(dirsOf(withMount(mounts, mount('a'), () => true))).toEqual(['a', 'b', 'c'])
  })

  it('forgets routes of other mounts whose file is gone, and mounts without any', () => {
    const recorded = [mount('b', 'x/route.ts', 'y/route.ts'), mount('c', 'z/route.ts')]
    const mounts = withMount(recorded, mount('a'), file => file === 'b/y/route.ts')
    expect(mounts).toEqual([mount('a'), mount('b', 'y/route.ts')])
  })

  it('is read back as it was written', () => {
    const mounts = [mount('a', '[x]/[...y]/route.ts'), mount('b', '[[...z]]/route.js')]
    expect(parseMounts(printMounts(mounts))).toEqual(mounts)
  })

  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['cut off', '[{"dir":"a"'],
    ['no list', '{}'],
    ['of null', '[null]'],
    ['of another shape', '[{"dir":"a","compat":16,"routes":[{"pattern":"/"}]}]'],
    ['of another version', '[{"dir":"a","compat":99,"routes":[]}]'],
    [
      'of unknown parameters',
      '[{"dir":"a","compat":16,"routes":[{"pattern":"/","file":"f","params":[{"name":"x","kind":"y"}]}]}]',
    ],
  ])('counts as empty when it is %s', (_what, text) => {
    expect(parseMounts(text)).toEqual([])
  })
})
