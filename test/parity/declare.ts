/** Declared differences: what Next answers, what we answer, and the row that says so. */
import { STATUS_CODES } from 'node:http'
import { isDeepStrictEqual } from 'node:util'
import { HOSTS, type HostName } from './our-server'
import type { Difference, Fields, ProbeOptions, Row } from './probe'

const FRAMEWORKS = HOSTS.filter(host => host !== 'node')
const TEXT = ['text/plain; charset=utf-8']
const EMPTY = { body: '', 'headers.content-type': undefined }

/** The status of an answer, with the reason phrase that goes with it. */
export const status = (code: number): Fields => ({ status: code, statusText: STATUS_CODES[code] })

/** A probe whose answers differ in these fields, under every host. */
export function differs(row: Row, next: Fields, ours: Fields): ProbeOptions {
  return { differs: [difference(row, HOSTS, next, ours)] }
}

/**
 * Next answers an error with an empty 500, and so does plain Node; Express and Koa have an error
 * handler, which answers with the error's own status and names it by its code or message.
 */
export function handedOver(what: string, code = 500): ProbeOptions {
  const ours = { ...status(code), ...handled(what) }
  return { differs: [difference('D-f', FRAMEWORKS, { ...status(500), ...EMPTY }, ours)] }
}

/** What Next answers somehow is an error for us, which the host answers with the status `code`. */
export function refused(row: Row, next: Fields, what: string, code = 400): ProbeOptions {
  const theirs = { 'headers.content-type': undefined, ...next }
  const framework = difference(row, FRAMEWORKS, theirs, { ...status(code), ...handled(what) })
  const node = difference(row, ['node'], theirs, { ...status(code), ...EMPTY })
  return { differs: [framework, node].filter(({ next }) => Object.keys(next).length > 0) }
}

const handled = (what: string): Fields => ({
  body: `handed to the host: ${what}`,
  'headers.content-type': TEXT,
})

/** Fields in which the two agree are left to the comparison. */
function difference(row: Row, hosts: readonly HostName[], next: Fields, ours: Fields): Difference {
  const names = Object.keys({ ...next, ...ours }).filter(
    name => !isDeepStrictEqual(next[name], ours[name]),
  )
  const only = (fields: Fields) => Object.fromEntries(names.map(name => [name, fields[name]]))
  return { row, hosts, next: only(next), ours: only(ours) }
}
