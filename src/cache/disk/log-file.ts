/** Adds lines to the log of tags, several at a time, and writes it anew when it has grown. */
import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'

export interface LogFileOptions {
  readonly file: string
  /** Whether a line has reached the disk when it counts as written. */
  readonly durable: boolean
  /** All that the log says, in few lines. */
  readonly compact: () => string
}

/** A log smaller than this is left as it is. Bytes. */
const SMALL = 1024 * 1024

export class LogFile {
  readonly #options: LogFileOptions
  #lines: string[] = []
  #handle: FileHandle | undefined
  /** The write that takes the lines that wait. */
  #next: Promise<void> | undefined
  #last: Promise<void> = Promise.resolve()
  #bytes = 0
  #limit = SMALL

  /** @throws what the file system fails with. */
  constructor(options: LogFileOptions) {
    this.#options = options
    const text = options.compact()
    const aside = `${options.file}.new`
    const descriptor = openSync(aside, 'w', 0o600)
    try {
      writeFileSync(descriptor, text)
      if (options.durable) fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    renameSync(aside, options.file)
    this.#begin(text)
  }

  /** Resolves when the line is written. Rejects with what the file system fails with. */
  append(line: string): Promise<void> {
    this.#lines.push(line)
    if (this.#next === undefined) {
      const write = (): Promise<void> => this.#write()
      this.#next = this.#last.then(write, write)
      this.#last = this.#next
    }
    return this.#next
  }

  async close(): Promise<void> {
    await this.#last.catch(() => {})
    await this.#handle?.close()
    this.#handle = undefined
  }

  /** What was not added would be missed: without a log, everything has expired. */
  async remove(): Promise<void> {
    await this.close()
    await rm(this.#options.file, { force: true })
  }

  async #write(): Promise<void> {
    this.#next = undefined
    const text = this.#lines.join('')
    this.#lines = []
    if (this.#bytes > this.#limit) return this.#rewrite()
    this.#handle ??= await open(this.#options.file, 'a', 0o600)
    await this.#handle.appendFile(text)
    if (this.#options.durable) await this.#handle.datasync()
    this.#bytes += Buffer.byteLength(text)
  }

  /** What waits to be added is in it. */
  async #rewrite(): Promise<void> {
    const { file, durable, compact } = this.#options
    const text = compact()
    const aside = `${file}.new`
    const handle = await open(aside, 'w', 0o600)
    try {
      await handle.writeFile(text)
      if (durable) await handle.datasync()
    } finally {
      await handle.close()
    }
    await rename(aside, file)
    await this.#handle?.close()
    this.#handle = undefined
    this.#begin(text)
  }

  #begin(text: string): void {
    this.#bytes = Buffer.byteLength(text)
    this.#limit = Math.max(SMALL, this.#bytes * 4)
  }
}
