/**
 * The text of `.route-handlers/tsconfig.json`, which type-checks the project together with the
 * validator. It is a project of its own because the validator must not be part of one that emits:
 * a `.ts` file outside `src` would widen the inferred `rootDir` and move everything in `dist`.
 */
import { isAbsolute } from 'node:path'
import { posixPath } from './mounts.js'
import type { ProjectConfig } from './project-config.js'

const CHECKED = ['types/validator.ts', '../next-env.d.ts']

/**
 * Whatever is about output is switched off: `rootDir` and `outDir` would refuse a file from
 * elsewhere even under `noEmit`, and the others complain without what they belong to.
 */
const NO_OUTPUT = {
  noEmit: true,
  composite: false,
  incremental: false,
  tsBuildInfoFile: null,
  declaration: false,
  declarationMap: false,
  declarationDir: null,
  emitDeclarationOnly: false,
  isolatedDeclarations: false,
  rootDir: null,
  outDir: null,
  sourceRoot: null,
  mapRoot: null,
}

const WITHOUT_PROJECT = {
  target: 'es2023',
  module: 'preserve',
  jsx: 'preserve',
  strict: true,
  skipLibCheck: true,
  noEmit: true,
}

/** Options with paths, in which `${configDir}` would mean the directory of the new file. */
const LOCATED = ['paths', 'typeRoots', 'rootDirs'] as const

/** Prints the configuration; `home` is the directory that it lies in. */
export function checkConfig(home: string, project: ProjectConfig | undefined): string {
  if (project === undefined) return print({ compilerOptions: WITHOUT_PROJECT, files: CHECKED })
  const moved = (path: string): string =>
    isAbsolute(path) ? posixPath(home, path) : `${posixPath(home, project.dir)}/${path}`
  const { files = [], include, exclude, options } = project
  const everything = project.files === undefined ? ['**/*'] : []
  const output = [options.outDir, options.declarationDir].filter(path => path !== undefined)
  return print({
    extends: posixPath(home, project.path),
    compilerOptions: { ...locatedOptions(options, home), ...NO_OUTPUT },
    files: [...CHECKED, ...files.map(moved)],
    include: (include ?? everything).map(moved),
    exclude: (exclude ?? output).map(moved),
  })
}

/** Those of {@link LOCATED} that name an absolute path, as `${configDir}` does once resolved. */
function locatedOptions(options: ProjectConfig['options'], home: string): Record<string, unknown> {
  const relativePath = (_key: string, value: unknown): unknown =>
    typeof value === 'string' && isAbsolute(value) ? posixPath(home, value) : value
  const entries = LOCATED.flatMap(name => {
    const before = JSON.stringify(options[name])
    const after = JSON.stringify(options[name], relativePath)
    return before === after ? [] : [[name, JSON.parse(after)]]
  })
  return Object.fromEntries(entries)
}

function print(config: object): string {
  return `${JSON.stringify(config, undefined, 2)}\n`
}
