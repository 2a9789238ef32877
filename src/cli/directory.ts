/** The route directory that a command is about, and the options that say how to read it. */
import { statSync } from 'node:fs'
import { relative, resolve, sep } from 'node:path'
import { type Command, Option } from 'commander'
import { RouteHandlersError } from '../errors.js'
import { type DirectorySettings, resolveDirectory } from '../options.js'

/** As commander gives them. */
export interface DirectoryOptions {
  readonly compat: '14' | '15' | '16'
  readonly extensions?: string
  readonly basePath?: string
}

/** Next.js looks in the same order. */
const DEFAULTS = ['app', 'src/app']

/** The argument and options that all commands on a directory share. */
export function onDirectory(command: Command): Command {
  return command
    .argument('[dir]', `route directory (default: ${DEFAULTS.map(name => `./${name}`).join(', ')})`)
    .addOption(
      new Option('--compat <version>', 'Next.js version, as in the mount')
        .choices(['14', '15', '16'])
        .default('16'),
    )
    .option('--extensions <list>', 'of route files, as in the mount (default: tsx,ts,jsx,js)')
}

/** @throws RouteHandlersError `RH_DIRECTORY_MISSING`, `RH_INVALID_OPTION`. */
export function openDirectory(
  dir: string | undefined,
  { compat, extensions, basePath }: DirectoryOptions,
): DirectorySettings {
  return resolveDirectory(dir ?? defaultDirectory(), {
    compat: Number(compat) as 14 | 15 | 16,
    watch: false,
    ...(extensions !== undefined && { extensions: extensions.split(',') }),
    ...(basePath !== undefined && { basePath }),
  })
}

/** A path as this command shows it: from the working directory, with `/` on every system. */
export function shown(file: string): string {
  return relative(process.cwd(), file).split(sep).join('/') || '.'
}

function defaultDirectory(): string {
  const found = DEFAULTS.find(name => statSync(name, { throwIfNoEntry: false })?.isDirectory())
  if (found !== undefined) return found
  throw new RouteHandlersError(
    'RH_DIRECTORY_MISSING',
    `There is neither ${DEFAULTS.map(name => resolve(name)).join(' nor ')}. ` +
      'Name the route directory behind the command, or change to the folder of the project.',
  )
}
