/** `route-handlers manifest`: writes the manifest of a directory, for servers that are bundled. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { generateManifest } from '../manifest/generate.js'
import { findProxyFile } from '../proxy/proxy-file.js'
import { createRouter } from '../router/router.js'
import { scanDirectory } from '../router/scan.js'
import { type DirectoryOptions, onDirectory, openDirectory, shown } from './directory.js'
import type { Register } from './program.js'
import type { ExitCode, Terminal } from './terminal.js'

interface ManifestOptions extends DirectoryOptions {
  readonly out?: string
  readonly check?: boolean
}

export const manifestCommand: Register = (program, perform) => {
  onDirectory(program.command('manifest'))
    .description('write the module that a bundled server mounts instead of the directory')
    .option('--out <file>', 'the module (default: routes.gen.ts beside the directory)')
    .option('--check', 'write nothing; fail if the module is not up to date')
    .action((dir: string | undefined, options: ManifestOptions) =>
      perform(terminal => writeManifest(dir, options, terminal)),
    )
}

function writeManifest(
  given: string | undefined,
  options: ManifestOptions,
  terminal: Terminal,
): ExitCode {
  const settings = openDirectory(given, options)
  const { dir } = settings
  const out = resolve(options.out ?? join(dirname(dir), 'routes.gen.ts'))
  const { routes } = createRouter(scanDirectory(dir, settings), settings)
  // Where a metadata file is served is known from its text or bytes, which no bundle has.
  const handlers = routes.filter(({ metadata }) => metadata === undefined)
  const others = routes.length - handlers.length
  if (others > 0)
    terminal.note(`${others} metadata files are left out: mount a directory for them.`)
  const proxy = findProxyFile(settings)
  const files = [...handlers.map(({ file }) => file), ...(proxy ? [proxy.file] : [])]
  const text = generateManifest({ dir, out, files })
  if (existsSync(out) && readFileSync(out, 'utf8') === text) {
    terminal.print(`${shown(out)} is up to date.`)
    return 0
  }
  if (options.check) {
    terminal.print(`${shown(out)} is not up to date. Run this command without --check.`)
    return 1
  }
  mkdirSync(dirname(out), { recursive: true })
  writeFileSync(out, text)
  terminal.print(`Wrote ${shown(out)}`)
  return 0
}
