/** An entry without its body, as text. */
import type { Entry } from './entry.js'

export type Meta = Omit<Entry, 'body'>

/** JSON knows no infinity; Next.js writes this number for "never". Seconds. */
export const NEVER = 0xfffffffe

export function encodeMeta({ body: _, ...meta }: Entry): string {
  return JSON.stringify(meta, finite)
}

/** @returns `undefined` for what is no entry. */
export function decodeMeta(text: string): Meta | undefined {
  try {
    const meta = JSON.parse(text) as Meta
    if (typeof meta.manifest !== 'string' || typeof meta.epoch !== 'number') return undefined
    if (typeof meta.time !== 'number' || !Array.isArray(meta.tags)) return undefined
    return { ...meta, revalidate: seconds(meta.revalidate), expire: seconds(meta.expire) }
  } catch {
    return undefined
  }
}

function finite(_name: string, value: unknown): unknown {
  return value === Number.POSITIVE_INFINITY ? NEVER : value
}

/** What is no number of seconds has none left. */
function seconds(value: unknown): number {
  if (typeof value !== 'number') return 0
  return value === NEVER ? Number.POSITIVE_INFINITY : value
}
