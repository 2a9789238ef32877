/**
 * Runs a fixture project as a process of its own: module hooks do not exist inside Jest.
 * `RH_NODES` names the Node binaries to run, comma-separated.
 */
import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installed } from './installed'
import { linkTools } from './tools'

const FIXTURES = join(__dirname, 'fixtures')

/** Everything a test file writes, removed when it ends. */
const SCRATCH = mkdtempSync(join(tmpdir(), 'rh-loading-'))
const PACKAGE = installed(join(SCRATCH, 'node_modules'))

export const DIST = join(PACKAGE, 'dist')
export const NODES = process.env['RH_NODES']?.split(',') ?? [process.execPath]

afterAll(() => rmSync(SCRATCH, { recursive: true, force: true, maxRetries: 3 }))

/** Copies fixture directories over each other into a new project, with its packages. */
export function project(...layers: readonly string[]): string {
  const directory = mkdtempSync(join(SCRATCH, 'project-'))
  for (const layer of layers) cpSync(join(FIXTURES, layer), directory, { recursive: true })
  cpSync(join(FIXTURES, 'packages'), join(directory, 'node_modules'), { recursive: true })
  symlinkSync(PACKAGE, join(directory, 'node_modules/route-handlers'), 'dir')
  linkTools(directory)
  return directory
}

export interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Ends by itself or, after a minute, by force: then `code` is not 0. */
export function run(node: string, cwd: string, args: readonly string[]): Promise<Ended> {
  // What Jest sets for its own processes would change what the host is.
  const { NODE_OPTIONS: _, NODE_ENV: __, ...inherited } = process.env
  const env = { ...inherited, RH_DIST: DIST }
  return new Promise(resolve => {
    execFile(node, args, { cwd, env, timeout: 60_000 }, (error, stdout, stderr) => {
      const code = error ? (typeof error.code === 'number' ? error.code : -1) : 0
      resolve({ code, stdout, stderr })
    })
  })
}

/** The JSON that a fixture printed. */
export function reportOf({ stdout, stderr }: Ended): any {
  if (stdout === '') throw new Error(`the process printed nothing: ${stderr}`)
  return JSON.parse(stdout)
}
