/**
 * Source maps of re-evaluated modules. Two transforms lie between a TypeScript file and what runs,
 * so their maps are composed into the one that Node looks for (interop section "source maps").
 */
import { createRequire } from 'node:module'
import { isAbsolute } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { EncodedSourceMap } from '@jridgewell/remapping' with { 'resolution-mode': 'import' }

/** Its types for CommonJS do not parse. */
type Remapping = typeof import('@jridgewell/remapping', { with: {
  'resolution-mode': 'import',
}}).default

const remapping: Remapping = createRequire(__filename)('@jridgewell/remapping')

/** In the last line, the only place where tools write it; elsewhere it is text. */
const LAST_LINE = /(?:^|\n)\/\/[#@] sourceMappingURL=(?:data:[^,\n]*;base64,([\w+/=]+)|\S*)\s*$/

export interface Unmapped {
  readonly code: string
  /** JSON of the map that was inline. */
  readonly map: string | undefined
}

/** Takes the inline map off; a map in a file of its own is not followed. */
export function withoutMap(source: string): Unmapped {
  let map: string | undefined
  const code = source.replace(LAST_LINE, (_, base64?: string) => {
    if (base64 !== undefined) map = Buffer.from(base64, 'base64').toString()
    return ''
  })
  return { code, map }
}

/**
 * The comment with the map from what runs to the first source. It names no contents: Node and
 * debuggers read the file.
 */
export function mapComment(file: string, outer: object, inner: string | undefined): string {
  const composed = remapping(
    { ...(outer as EncodedSourceMap), sources: [file] },
    // An inner map names the file once more, as the end of the chain.
    (_, { depth }) => (depth === 1 ? inner : undefined),
    { excludeContent: true },
  )
  const sources = composed.sources.map(source => sourceUrl(source ?? file, file))
  const json = JSON.stringify({ ...composed, sources })
  return `//# sourceMappingURL=data:application/json;base64,${Buffer.from(json).toString('base64')}`
}

function sourceUrl(source: string, file: string): string {
  if (isAbsolute(source)) return pathToFileURL(source).href
  return new URL(source, pathToFileURL(file)).href
}

let isDecided = false

/**
 * Switches Node's own mapping of stacks on, for development only: it costs time per error. Whoever
 * has put a function of their own in place (ts-node, swc-node) maps stacks already; Node's is
 * named `ErrorPrepareStackTrace`.
 */
export function enableSourceMaps(): void {
  if (isDecided) return
  isDecided = true
  const { prepareStackTrace } = Error
  if (prepareStackTrace && prepareStackTrace.name !== 'ErrorPrepareStackTrace') return
  process.setSourceMapsEnabled(true)
}
