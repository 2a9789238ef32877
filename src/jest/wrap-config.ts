/** Adds to one configuration, or to each of its projects, what `withRouteHandlers` promises. */
import { join, resolve } from 'node:path'
import type { JestConfig } from './jest-config.js'
import { mappedNames } from './mapped-names.js'
import { composedTransforms } from './transforms.js'

const SETUP = join(__dirname, '..', 'use-cache-setup.js')

/** @param base - the directory that a relative `rootDir` is relative to. */
export function wrapConfig<Config extends JestConfig>(config: Config, base: string): Config {
  const root = resolve(base, config.rootDir ?? '.')
  if (config.projects) {
    const projects = config.projects.map(project =>
      typeof project === 'string' ? project : wrapConfig(project as JestConfig, root),
    )
    return { ...config, projects }
  }
  const { moduleNameMapper, modulePaths } = mappedNames(root)
  return {
    ...config,
    transform: composedTransforms(config, root),
    // Jest takes the first pattern that matches.
    moduleNameMapper: { ...config.moduleNameMapper, ...unless(config, moduleNameMapper) },
    modulePaths: [...(config.modulePaths ?? []), ...modulePaths],
    setupFiles: [SETUP, ...(config.setupFiles ?? [])],
  }
}

/** The entries that the configuration has no own entry for: spreading would replace it. */
function unless(
  { moduleNameMapper = {} }: JestConfig,
  entries: Readonly<Record<string, readonly string[]>>,
): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.entries(entries).filter(([pattern]) => !(pattern in moduleNameMapper)),
  )
}
