import { checkConfig } from '../../../src/typegen/check-config'
import type { ProjectConfig } from '../../../src/typegen/project-config'

const HOME = '/srv/.route-handlers'
const FILES = ['types/validator.ts', '../next-env.d.ts']

const project = (rest: Partial<ProjectConfig>): ProjectConfig => ({
  path: '/srv/tsconfig.json',
  dir: '/srv',
  files: undefined,
  include: undefined,
  exclude: undefined,
  options: {},
  ...rest,
})

const configFor = (rest: Partial<ProjectConfig>) => JSON.parse(checkConfig(HOME, project(rest)))

describe('.route-handlers/tsconfig.json', () => {
  it('TYP-2a: extends the configuration of the project and writes nothing', () => {
    const { extends: base, compilerOptions } = configFor({})
    expect(base).toBe('../tsconfig.json')
    expect(compilerOptions).toMatchObject({ noEmit: true, incremental: false, rootDir: null })
  })

  it.each([
    ['everything by default', {}, { files: FILES, include: ['../**/*'], exclude: [] }],
    ['include', { include: ['src', '*.d.ts'] }, { include: ['../src', '../*.d.ts'] }],
    ['files alone', { files: ['a.ts'] }, { files: [...FILES, '../a.ts'], include: [] }],
    ['exclude', { exclude: ['x'] }, { exclude: ['../x'] }],
    ['output', { options: { outDir: './dist' } }, { exclude: ['.././dist'] }],
    ['absolute paths', { include: ['/srv/src'] }, { include: ['../src'] }],
    ['another directory', { dir: '/srv/server', include: ['x'] }, { include: ['../server/x'] }],
  ])('covers the files of the project: %s', (_what, rest, expected) => {
    expect(configFor(rest)).toMatchObject(expected)
  })

  it('resolves options that speak of the directory of the configuration', () => {
    const options = { paths: { '@/*': ['/srv/src/*'] }, rootDirs: ['./kept'] }
    const { compilerOptions } = configFor({ options })
    expect(compilerOptions.paths).toEqual({ '@/*': ['../src/*'] })
    expect(compilerOptions).not.toHaveProperty('rootDirs')
  })

  it('stands alone, with strict options, where the project has none', () => {
    const config = JSON.parse(checkConfig(HOME, undefined))
    expect(config).toMatchObject({ compilerOptions: { strict: true, noEmit: true }, files: FILES })
    expect(config).not.toHaveProperty('extends')
  })
})
