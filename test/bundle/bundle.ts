/** Bundles the fixture server as its user would, and starts the one file in an empty folder. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { generateManifest } from '../../src/manifest/generate'
import { scanDirectory } from '../../src/router/scan'

const REPOSITORY = join(__dirname, '../..')
/** `RH_DIST` names another build. */
const PACKAGE = dirname(process.env['RH_DIST'] ?? join(REPOSITORY, 'dist'))
const scratch = mkdtempSync(join(tmpdir(), 'rh-bundle-'))

export const removeFolders = (): void => rmSync(scratch, { recursive: true, force: true })

export interface Bundle {
  readonly format: 'esm' | 'cjs'
  /** Packages that are left out. */
  readonly external: string[]
}

/** Installs esbuild where it is missing. */
export function installBundler(): void {
  if (existsSync(join(__dirname, 'node_modules'))) return
  execFileSync('npm', ['ci', '--prefix', __dirname], { stdio: 'pipe' })
}

/** The fixture with its packages and the manifest that the generator writes for it. */
export function writeProject(): string {
  const folder = mkdtempSync(join(scratch, 'project-'))
  cpSync(join(__dirname, 'fixtures/server'), folder, { recursive: true })
  link(folder, 'route-handlers', PACKAGE)
  link(folder, 'express', join(REPOSITORY, 'node_modules/express'))
  const dir = join(folder, 'src/app')
  const files = scanDirectory(dir, { extensions: ['ts'], ignore: () => false })
  const out = join(folder, 'src/routes.gen.ts')
  writeFileSync(out, generateManifest({ dir, out, files: files.map(({ file }) => file) }))
  return folder
}

/** @returns the path of the bundle, alone in a folder but for the packages that were left out. */
export async function bundle(
  project: string,
  { format, external }: Bundle,
  entry = 'src/server.ts',
): Promise<string> {
  const { build } = require('./node_modules/esbuild') as typeof import('esbuild')
  const folder = mkdtempSync(join(scratch, 'empty-'))
  const outfile = join(folder, `server.${format === 'esm' ? 'mjs' : 'cjs'}`)
  const js =
    "import { createRequire as toRequire } from 'node:module'; const require = toRequire(import.meta.url)"
  await build({
    absWorkingDir: project,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format,
    external,
    alias: { next: 'route-handlers/next' },
    banner: format === 'esm' ? { js } : {},
    logLevel: 'error',
  })
  for (const name of external) link(folder, name, PACKAGE)
  return outfile
}

function link(folder: string, name: string, target: string): void {
  mkdirSync(join(folder, 'node_modules'), { recursive: true })
  symlinkSync(target, join(folder, 'node_modules', name), 'dir')
}

export interface Running {
  readonly process: ChildProcess
  /** A server prints its origin. */
  readonly printed: string
}

/** Starts a bundle, and waits for what it prints first. */
export async function start(file: string): Promise<Running> {
  const { NODE_OPTIONS: _, NODE_ENV: __, ...env } = process.env
  const child = spawn(process.execPath, [file], { cwd: dirname(file), env, stdio: 'pipe' })
  let errors = ''
  child.stderr.on('data', chunk => (errors += chunk))
  const printed = await Promise.race([
    once(child.stdout, 'data').then(([chunk]) => String(chunk).trim()),
    once(child, 'close').then(([code]) => Promise.reject(new Error(`${code}: ${errors}`))),
  ])
  return { process: child, printed }
}
