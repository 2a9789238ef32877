/**
 * Sample projects in folders of their own, with the package as npm publishes it and the test
 * runners of `package.json` beside it, each run as its user would run it.
 */
import { execFile } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { run } from '../package/child'
import { MANIFEST, REPOSITORY, removeFolders, tarball } from '../package/tarball'

const FIXTURES = join(__dirname, 'fixtures')
/** The package's dependencies alone: what else the repository has, users have not. */
const DEPENDENCIES = Object.keys(MANIFEST.dependencies)

/** Title → `'passed'`, or the first line of what failed. A file that did not run has its name. */
export type Report = Record<string, string>

/** A folder whose `node_modules` every sample below it finds. */
export async function workspace(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'rh-runners-'))
  const modules = join(folder, 'node_modules')
  cpSync(join(FIXTURES, 'packages'), modules, { recursive: true })
  for (const name of Object.keys(require('./package.json').devDependencies)) {
    link(tool(name), join(modules, name))
  }
  const home = join(modules, MANIFEST.name)
  mkdirSync(home)
  await run('tar', ['-xzf', await tarball(), '--strip-components=1', '-C', home], folder)
  for (const name of DEPENDENCIES) {
    link(join(REPOSITORY, 'node_modules', name), join(home, 'node_modules', name))
  }
  return folder
}

/** One workspace for the tests of a file, named when they run. */
export function useWorkspace(): () => string {
  let folder: string
  beforeAll(async () => {
    folder = await workspace()
  }, 180_000)
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
    removeFolders()
  })
  return () => folder
}

/**
 * Where a tool is installed, by `scripts/test.mjs`: not here, as several test files would at once.
 *
 * @param of - the folder whose package.json has it.
 */
export function tool(name: string, of = __dirname): string {
  const path = join(of, 'node_modules', name)
  if (!existsSync(path)) throw new Error(`run "npm ci --prefix ${of}" first`)
  return path
}

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true })
  symlinkSync(target, path, 'dir')
}

export type Variant = 'as it is' | 'wrapped' | 'beside Next.js'

/**
 * Lays the named sample out in a new folder of the workspace.
 *
 * @param layers - below `fixtures`, copied over each other on top of `project`.
 * @param tools - package → where another version of it is than that of the workspace.
 */
export function layOut(
  workspace: string,
  layers: readonly string[],
  variant: Variant = 'as it is',
  tools: Readonly<Record<string, string>> = {},
): string {
  const folder = mkdtempSync(join(workspace, `${layers.at(-1)}-`))
  const modules = join(folder, 'node_modules')
  for (const layer of ['project', ...layers]) lay(layer, folder)
  if (variant === 'wrapped') lay('wrapped', folder)
  // Where the project finds it and the package, as under pnpm, does not.
  if (variant === 'beside Next.js') lay('next-installed', modules)
  for (const [name, path] of Object.entries(tools)) link(path, join(modules, name))
  return folder
}

function lay(layer: string, folder: string): void {
  cpSync(join(FIXTURES, layer), folder, { recursive: true })
}

/** Runs `node args` in the sample; the arguments make the runner write `report.json`. */
export async function report(node: string, folder: string, args: string[]): Promise<Report> {
  // What Jest sets for its own processes would change what a runner does.
  const { NODE_ENV: _, NODE_OPTIONS: __, JEST_WORKER_ID: ___, ...env } = process.env
  const output = await new Promise<string>(resolve => {
    execFile(node, args, { cwd: folder, env }, (_error, stdout, stderr) =>
      resolve(`${stdout}\n${stderr}`),
    )
  })
  const path = join(folder, 'report.json')
  if (!existsSync(path)) throw new Error(`the runner wrote no report: ${output}`)
  return titled(JSON.parse(readFileSync(path, 'utf8')))
}

interface RunnerReport {
  readonly testResults: readonly {
    readonly name: string
    readonly message: string
    readonly assertionResults: readonly {
      readonly title: string
      readonly status: string
      readonly failureMessages: readonly string[]
    }[]
  }[]
}

function titled({ testResults }: RunnerReport): Report {
  const entries = testResults.flatMap(({ name, message, assertionResults }) =>
    assertionResults.length === 0
      ? [[name.split('/').at(-1), message]]
      : assertionResults.map(({ title, status, failureMessages: [failure = ''] }) => [
          title,
          status === 'passed' ? status : failure,
        ]),
  )
  return Object.fromEntries(entries)
}
