/** One line that is written over and over, on standard error where that is a screen. */
import { clearLine, cursorTo } from 'node:readline'
import type { WriteStream } from 'node:tty'

const WIDTH = 24

export interface Progress {
  update(done: number, total: number, text: string): void
  /** Takes the line away. */
  end(): void
}

/** `undefined` where nobody watches. */
export function progressOn(stream: WriteStream): Progress | undefined {
  if (!stream.isTTY) return undefined
  const clear = (): void => {
    cursorTo(stream, 0)
    clearLine(stream, 0)
  }
  return {
    update(done, total, text) {
      clear()
      // A line that wraps could not be taken away again.
      stream.write(progressLine(done, total, text).slice(0, stream.columns - 1))
    },
    end: clear,
  }
}

export function progressLine(done: number, total: number, text: string): string {
  const filled = total === 0 ? WIDTH : Math.floor((done / total) * WIDTH)
  const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled)
  return `${bar} ${done}/${total} ${text}`
}
