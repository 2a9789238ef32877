/**
 * The tags of one process as a file that is only added to: a line for each invalidation, with a
 * checksum. A log in which anything is wrong is none, and everything stored under it has expired.
 */
import { readFileSync } from 'node:fs'
import { crc32 } from '../entry/crc32.js'
import type { ManifestState } from '../tags/manifest.js'
import type { TagRecord } from '../tags/record.js'

/** What one line says. */
interface Line {
  /** The manifest; in the first line. */
  readonly g?: string
  readonly e: number
  readonly f: number
  readonly t: readonly (readonly [tag: string, ...record: number[]])[]
}

/** Records in one line. */
const CHUNK = 1000

export interface Change {
  readonly epoch: number
  readonly floor: number
  readonly records: Iterable<readonly [tag: string, record: TagRecord]>
}

/** A line, complete. */
export function lineOf({ epoch, floor, records }: Change, manifest?: string): string {
  const t = Array.from(records, ([tag, { expired, stale, deadline, deadlineEpoch }]) => {
    return [tag, expired, stale, deadline, deadlineEpoch] as const
  })
  const line: Line = { ...(manifest !== undefined && { g: manifest }), e: epoch, f: floor, t }
  const text = JSON.stringify(line)
  return `${checksum(text)} ${text}\n`
}

/** Everything in as few lines as is good for them. */
export function compacted(state: Change & { readonly manifest: string }): string {
  const records = [...state.records]
  const { epoch, floor } = state
  const lines = [lineOf({ epoch, floor, records: [] }, state.manifest)]
  for (let at = 0; at < records.length; at += CHUNK) {
    lines.push(lineOf({ epoch, floor, records: records.slice(at, at + CHUNK) }))
  }
  return lines.join('')
}

/** @returns `undefined` for a log that is missing, or damaged anywhere. */
export function readLog(file: string): ManifestState | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
  const lines = text.split('\n')
  // The last line ends, too.
  if (lines.pop() !== '') return undefined
  const read = lines.map(parse)
  const [first] = read
  if (first?.g === undefined) return undefined
  const records = new Map<string, TagRecord>()
  let [epoch, floor] = [0, 0]
  for (const line of read) {
    if (line === undefined) return undefined
    epoch = Math.max(epoch, line.e)
    floor = Math.max(floor, line.f)
    for (const [tag, expired = 0, stale = 0, deadline = 0, deadlineEpoch = 0] of line.t) {
      // The one touched last comes last.
      records.delete(tag)
      records.set(tag, { expired, stale, deadline, deadlineEpoch })
    }
  }
  return { manifest: first.g, epoch, floor, records }
}

function parse(text: string): Line | undefined {
  const json = text.slice(9)
  return text.slice(0, 8) === checksum(json) ? (JSON.parse(json) as Line) : undefined
}

function checksum(text: string): string {
  return crc32(Buffer.from(text)).toString(16).padStart(8, '0')
}
