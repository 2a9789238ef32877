/** Plays a program of the documentation in a folder of its own, as a reader would. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import manifest from '../../package.json'
import { curl, type Jar } from './curl'
import type { Program } from './programs'

const REPOSITORY = join(__dirname, '../..')
/** The port of every program in the documentation. */
const PRINTED_PORT = '3000'

export interface Played {
  readonly command: string
  /** The lines under the command, without `# `. */
  readonly printed: string
  readonly output: string
}

interface Stage {
  readonly folder: string
  readonly port: string
  readonly jar: Jar
  server: ChildProcess | undefined
  errors: string
}

/** Runs every command in order. What a server says on standard error ends up in `errors`. */
export async function play(program: Program): Promise<{ played: Played[]; errors: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'rh-docs-'))
  const port = String(await freePort())
  const stage: Stage = { folder, port, jar: new Map(), server: undefined, errors: '' }
  try {
    write(program, stage)
    const played: Played[] = []
    for (const { command, printed } of stepsOf(program.commands)) {
      const output = await run(command.replaceAll(PRINTED_PORT, port), stage)
      played.push({ command, printed, output: output.trimEnd().replaceAll(port, PRINTED_PORT) })
    }
    return { played, errors: stage.errors }
  } finally {
    await stop(stage)
    rmSync(folder, { recursive: true })
  }
}

function write({ files }: Program, { folder, port }: Stage): void {
  for (const [name, text] of files) {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text.replaceAll(PRINTED_PORT, port))
  }
  // As `npm init -y` leaves it; nearly every server in the documentation is CommonJS.
  if (!files.has('package.json')) writeFileSync(join(folder, 'package.json'), '{}')
  symlinkSync(join(REPOSITORY, 'node_modules'), join(folder, 'node_modules'), 'dir')
}

function stepsOf(lines: readonly string[]): Omit<Played, 'output'>[] {
  const steps: { command: string; printed: string }[] = []
  for (const line of lines) {
    if (line === '') continue
    const last = steps.at(-1)
    if (!line.startsWith('#')) steps.push({ command: line, printed: '' })
    else if (last) last.printed += `${last.printed && '\n'}${line.slice(2)}`
  }
  return steps
}

async function run(command: string, stage: Stage): Promise<string> {
  const [program, ...args] = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(
    ([, quoted, plain]) => quoted ?? plain ?? '',
  )
  if (program === 'curl') {
    if (stage.server === undefined) await serve(['server.js'], stage)
    return curl(args, stage.folder, stage.jar)
  }
  if (program === 'npx' && args[0] === manifest.name) return runBin(args.slice(1), stage)
  if (program === 'sed')
    return (await promisify(execFile)('sed', args, { cwd: stage.folder })).stdout
  if (program !== 'node') {
    throw new Error(`Only node, curl, sed and our bin run here, not: ${command}`)
  }
  if (/(?:^|\/)server\.\w+$/.test(args.at(-1) ?? '')) {
    await serve(args, stage)
    return ''
  }
  const options = { cwd: stage.folder, env: environment() }
  return (await promisify(execFile)(process.execPath, args, options)).stdout
}

/** `npx route-handlers …`; one that exits with 1 because it found something has said what. */
async function runBin(args: readonly string[], { folder }: Stage): Promise<string> {
  const bin = join(REPOSITORY, manifest.bin[manifest.name as 'route-handlers'])
  const options = { cwd: folder, env: environment() }
  const running = promisify(execFile)(process.execPath, [bin, ...args], options)
  return (await running.catch(ended => ended)).stdout
}

/** Starts a server and waits until it listens; rejects with what it said if it ends instead. */
async function serve(args: readonly string[], stage: Stage): Promise<void> {
  await stop(stage)
  const server = spawn(process.execPath, args, { cwd: stage.folder, env: environment() })
  stage.server = server
  server.stderr.setEncoding('utf8').on('data', (text: string) => {
    stage.errors += text
  })
  while (!(await listens(Number(stage.port)))) {
    if (server.exitCode !== null) throw new Error(`The server ended: ${stage.errors}`)
  }
}

async function stop({ server }: Stage): Promise<void> {
  if (server === undefined || server.exitCode !== null) return
  server.kill('SIGKILL')
  await once(server, 'close')
}

/** What Jest sets for its own processes is not in a reader's shell. */
function environment(): NodeJS.ProcessEnv {
  const { NODE_ENV: _, NODE_OPTIONS: __, ...shell } = process.env
  return shell
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return port
}

function listens(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, 'localhost')
    socket.once('connect', () => resolve(true)).once('error', () => setTimeout(resolve, 20, false))
    socket.once('connect', () => socket.destroy())
  })
}
