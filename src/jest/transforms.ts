/** Each transformer of a configuration, its preset's included, inside the one of ours. */
import { createRequire } from 'node:module'
import { isAbsolute, join } from 'node:path'
import { RouteHandlersError } from '../errors.js'
import type { JestConfig, TransformEntry } from './jest-config.js'
import type { ComposedOptions } from './transformer.js'

const COMPOSED = join(__dirname, 'transformer.js')
/** Jest's default for `transform`. */
const DEFAULT_PATTERN = '\\.[jt]sx?$'

/** `transform` in the order of the configuration, each entry with the `'use cache'` pass. */
export function composedTransforms(
  config: JestConfig,
  root: string,
): Record<string, TransformEntry> {
  const resolve = createRequire(join(root, 'jest.config.js')).resolve
  const own = { ...config.transform } as Record<string, TransformEntry>
  const preset = presetTransforms(config, root) as Record<string, TransformEntry>
  const entries = Object.entries({ ...own, ...preset, ...own })
  if (entries.length === 0) entries.push([DEFAULT_PATTERN, babelJest(root)])
  return Object.fromEntries(
    entries.map(([pattern, entry]) => {
      const [name, options = {}] = typeof entry === 'string' ? [entry] : entry
      const transformer = attempt(() => resolve(withRoot(name, root)))
      // Jest names what it cannot find in words of its own.
      if (transformer === undefined) return [pattern, entry]
      return [pattern, [COMPOSED, { transformer, options } satisfies ComposedOptions]]
    }),
  )
}

/** As Jest does: own entries keep their place and win, those of the preset follow. */
function presetTransforms({ preset }: JestConfig, root: string): object {
  if (typeof preset !== 'string') return {}
  const path = withRoot(preset, root)
  const require = createRequire(join(root, 'jest.config.js'))
  const isPath = path.startsWith('.') || isAbsolute(path)
  const names = ['.json', '.js', '.cjs', '.mjs'].map(type => `${path}/jest-preset${type}`)
  for (const name of isPath ? [path, ...names] : names) {
    const file = attempt(() => require.resolve(name))
    if (file !== undefined) return transformOf(require(file))
  }
  return {}
}

function transformOf(preset: { default?: JestConfig } & JestConfig): object {
  return (preset.default ?? preset).transform ?? {}
}

/** Jest's default transformer: beside the project, or where Jest itself has it. */
function babelJest(root: string): string {
  const here = join(root, 'jest.config.js')
  const direct = attempt(() => createRequire(here).resolve('babel-jest'))
  const found = direct ?? ['jest', 'jest-cli', 'jest-config', 'babel-jest'].reduce(next, here)
  if (found !== undefined) return found
  throw new RouteHandlersError(
    'RH_INVALID_OPTION',
    `babel-jest, Jest's default transformer, is not found from ${root}. Name a transformer in ` +
      '"transform", install babel-jest, or give withRouteHandlers() the `root` of the project.',
  )
}

function next(from: string | undefined, name: string): string | undefined {
  return from === undefined ? undefined : attempt(() => createRequire(from).resolve(name))
}

function withRoot(path: string, root: string): string {
  return path.replace(/^<rootDir>/, root)
}

function attempt<T>(run: () => T): T | undefined {
  try {
    return run()
  } catch {
    return undefined
  }
}
