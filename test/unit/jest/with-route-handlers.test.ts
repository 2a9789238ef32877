/** JST-5: every form in which Jest accepts a configuration. */
import { join } from 'node:path'
import { withRouteHandlers } from '../../../src/jest'
import { tree } from '../modules/tree'

const root = tree({
  'transform.js': '',
  'packages/a/tsconfig.json': '{ "compilerOptions": { "paths": { "#a/*": ["./src/*"] } } }',
})
const transform = { x: '<rootDir>/transform.js' }
const config = { transform, testEnvironment: 'node' }

describe('withRouteHandlers', () => {
  it('JST-5: extends an object and leaves it as it was', () => {
    const before = structuredClone(config)
    const extended = withRouteHandlers(config, { root })
    expect(extended).toMatchObject({
      testEnvironment: 'node',
      moduleNameMapper: { '^next/server$': [expect.any(String)] },
      setupFiles: [expect.stringMatching(/use-cache-setup\.js$/)],
    })
    expect(config).toEqual(before)
  })

  it.each([
    ['a promise', Promise.resolve(config)],
    ['a function', () => config],
    ['an async function', async () => config],
  ])('JST-5: extends what %s gives', async (_title, source) => {
    const later = withRouteHandlers(source, { root })
    expect(await later()).toEqual(withRouteHandlers(config, { root }))
  })

  it('JST-5: own entries come first and stay what they are', () => {
    const own = { '^next/server$': './mine.js', '\\.css$': './style.js' }
    const { moduleNameMapper } = withRouteHandlers({ transform, moduleNameMapper: own }, { root })
    expect(Object.entries(moduleNameMapper).slice(0, 2)).toEqual(Object.entries(own))
  })

  it('JST-5: own setup files and module paths stay, ours is evaluated first', () => {
    const lists = { setupFiles: ['./setup.js'], modulePaths: ['/lib'] }
    const extended = withRouteHandlers({ transform, ...lists }, { root })
    expect(extended.setupFiles).toEqual([expect.any(String), './setup.js'])
    expect(extended.modulePaths).toEqual(['/lib'])
  })

  it('JST-5: extends each project, in the directory of its own, and not their frame', () => {
    const own = { rootDir: 'packages/a', transform: { x: '../../transform' } }
    const extended = withRouteHandlers({ projects: ['<rootDir>/packages/b', own] }, { root })
    expect(Object.keys(extended)).toEqual(['projects'])
    expect(extended.projects[0]).toBe('<rootDir>/packages/b')
    expect(extended.projects[1]).toMatchObject({
      rootDir: 'packages/a',
      moduleNameMapper: { '^#a/(.*)$': [join(root, 'packages/a/src/$1'), '$0'] },
    })
  })
})
