/** What a Node binary can do by itself. */
import { execFileSync } from 'node:child_process'

export interface NodeBinary {
  readonly path: string
  readonly version: string
  readonly major: number
  readonly minor: number
  /** Whether it runs TypeScript without a flag. */
  readonly strips: boolean
}

export function inspect(path: string): NodeBinary {
  const script = 'process.version + " " + Boolean(process.features.typescript)'
  const printed = execFileSync(path, ['-p', script], { encoding: 'utf8' })
  const [version = '', strips] = printed.trim().split(' ')
  const [major = 0, minor = 0] = version.slice(1).split('.').map(Number)
  return { path, version, major, minor, strips: strips === 'true' }
}
