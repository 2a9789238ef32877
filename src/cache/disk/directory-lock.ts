/**
 * Says that this process owns a directory. Its file names the process and when that was started,
 * because process ids come back. Who cannot be asked, in another container or on another machine,
 * is believed for as long as it touches the file.
 */
import { readFileSync, readlinkSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { readFile, utimes } from 'node:fs/promises'
import { hostname } from 'node:os'

interface Owner {
  readonly pid: number
  /** In the system's own terms; empty where it does not tell. */
  readonly started: string
  /** Where the pid means something: a machine, and a container on it. */
  readonly place: string
}

/** Between two signs of life. Milliseconds. */
const BEAT_MS = 2000
/** Without a sign for so long an owner is gone. Milliseconds. */
const GONE_MS = 10_000
/** Others may take the directory, or leave it, at the same time. */
const MAX_TRIES = 10

export class DirectoryLock {
  /** Somebody else has taken the directory, or removed the file. */
  onLost: () => void = () => {}
  readonly #file: string
  readonly #text: string
  readonly #beat: NodeJS.Timeout

  private constructor(file: string, text: string) {
    this.#file = file
    this.#text = text
    this.#beat = setInterval(() => void this.#live(), BEAT_MS)
    this.#beat.unref()
  }

  /**
   * @returns the id of the process that owns the directory, if it is another.
   * @throws what the file system fails with.
   */
  static take(file: string): DirectoryLock | number {
    const text = JSON.stringify(thisProcess())
    for (let tries = 1; ; tries++) {
      try {
        writeFileSync(file, text, { flag: 'wx', mode: 0o600 })
        return new DirectoryLock(file, text)
      } catch (error) {
        if (codeOf(error) !== 'EEXIST' || tries === MAX_TRIES) throw error
      }
      const known = read(file)
      if (known === undefined) continue
      const owner = parse(known)
      if (owner && isAlive(owner, file)) return owner.pid
      remove(file, known)
    }
  }

  /** Who comes next finds out anyhow. */
  release(): void {
    clearInterval(this.#beat)
    try {
      remove(this.#file, this.#text)
    } catch {}
  }

  async #live(): Promise<void> {
    const now = new Date()
    try {
      if ((await readFile(this.#file, 'utf8')) === this.#text) {
        return await utimes(this.#file, now, now)
      }
    } catch (error) {
      // Too many open files, for instance: nobody has taken it.
      if (codeOf(error) !== 'ENOENT') return
    }
    clearInterval(this.#beat)
    this.onLost()
  }
}

function thisProcess(): Owner {
  return { pid: process.pid, started: startOf(process.pid), place: place() }
}

/** Field 22 of `/proc/<pid>/stat`: the tick of the system at which the process was started. */
function startOf(pid: number): string {
  const text = read(`/proc/${pid}/stat`)
  // The name of the program, in parentheses, may hold anything.
  return text?.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}

function place(): string {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return hostname()
  }
}

function isAlive({ pid, started, place: there }: Owner, file: string): boolean {
  if (there !== place()) return isTouched(file)
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false
  }
  const start = startOf(pid)
  // Some systems do not tell about processes of other users.
  return start === '' || start === started
}

function isTouched(file: string): boolean {
  const { mtimeMs } = statSync(file, { throwIfNoEntry: false }) ?? { mtimeMs: 0 }
  return Date.now() - mtimeMs < GONE_MS
}

/** Removes the file if it still says this: two processes may find the same dead owner. */
function remove(file: string, text: string): void {
  const aside = `${file}.${process.pid}`
  try {
    renameSync(file, aside)
    if (read(aside) === text) rmSync(aside, { force: true })
    else renameSync(aside, file)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function parse(text: string): Owner | undefined {
  try {
    const { pid, started, place: there } = JSON.parse(text) as Partial<Owner>
    if (typeof pid !== 'number' || typeof started !== 'string') return undefined
    return { pid, started, place: String(there) }
  } catch {
    return undefined
  }
}

function codeOf(error: unknown): unknown {
  return (error as { code?: unknown }).code
}
