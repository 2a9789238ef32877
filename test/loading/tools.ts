/** What the tests run as hosts and this repository does not need otherwise: `tools/package.json`. */
import { existsSync, mkdirSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'

const MODULES = join(__dirname, 'tools/node_modules')
const TSX = join(__dirname, '../../node_modules/tsx')

const PACKAGES = [
  '@nestjs/common',
  '@nestjs/core',
  '@nestjs/platform-express',
  '@swc-node/register',
  'import-in-the-middle',
  'reflect-metadata',
  'ts-node',
  'typescript',
]

if (!existsSync(MODULES)) {
  throw new Error('The hosts are not installed: run "npm ci --prefix test/loading/tools" first')
}

/** TypeScript 5.9, whose `tsc` still writes CommonJS with `baseUrl` and `paths`. */
export const TSC = join(MODULES, 'typescript/bin/tsc')

/** The Bun binary; `undefined` where npm has none for this platform. */
export const BUN = existsSync(bunPath()) ? bunPath() : undefined

function bunPath(): string {
  const arch = process.arch === 'arm64' ? 'aarch64' : process.arch
  return join(MODULES, `@oven/bun-${process.platform}-${arch}/bin/bun`)
}

/** Puts the tools into a project as npm would, without the copying. */
export function linkTools(directory: string): void {
  link(TSX, join(directory, 'node_modules/tsx'))
  for (const name of PACKAGES) link(join(MODULES, name), join(directory, 'node_modules', name))
}

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true })
  symlinkSync(target, path, 'dir')
}
