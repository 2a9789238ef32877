/** Projects on disk and the command run in them, as a process of its own against `dist/`. */
import { execFile } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const DIST = process.env['RH_DIST'] ?? join(__dirname, '../../dist')
const MAIN = join(DIST, 'src/cli/main.js')

if (!existsSync(MAIN)) throw new Error(`${MAIN} is missing: run "npm run build" first`)

// Processes, on a machine that may be busy with others.
jest.setTimeout(60_000)

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'rh-cli-')))
let projects = 0

/** @param files - path → text; objects are written as JSON. */
export function project(files: Readonly<Record<string, string | object>>): string {
  projects += 1
  const root = join(folder, String(projects))
  for (const [path, content] of Object.entries({ 'package.json': {}, ...files })) {
    const file = join(root, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  }
  mkdirSync(join(root, 'node_modules'), { recursive: true })
  symlinkSync(dirname(DIST), join(root, 'node_modules/route-handlers'), 'dir')
  return root
}

export const removeProjects = (): void => rmSync(folder, { recursive: true, force: true })

export interface Ended {
  /** `null`: killed after half a minute, because it did not end by itself. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** `route-handlers …args` in `root`, in a shell without preferences about colours. */
export function routeHandlers(
  root: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const options = { cwd: root, env: { PATH: process.env['PATH'], ...env }, timeout: 30_000 }
  return new Promise(resolve => {
    const child = execFile(process.execPath, [MAIN, ...args], options, (_, stdout, stderr) => {
      resolve({ code: child.exitCode, stdout, stderr })
    })
  })
}
