/** Places in an error's stack, as V8 writes them and Node maps them. */
import { fileURLToPath } from 'node:url'
import type { SourcePosition } from '../error-frame.js'
import { isProjectFile } from '../project-file.js'

/** What reloading appends to the names of modules. */
const MARKERS = /[?&](?:rh-hot|rh-v=\d+|rh=esm)\b/g

export function withoutMarkers(stack: string): string {
  return stack.replace(MARKERS, '')
}

/** Parentheses are part of the path of a route group: `at GET (/app/(group)/route.ts:1:2)`. */
const PLACE = /^\s+at (?:.*? \()?(?:async )?(\S.*?):(\d+):(\d+)\)?$/gm

export interface StackPlace extends SourcePosition {
  readonly file: string
}

/** The first line that lies in project code. */
export function firstProjectPlace(stack: string): StackPlace | undefined {
  for (const [, name = '', line, column] of withoutMarkers(stack).matchAll(PLACE)) {
    const file = pathOfName(name)
    if (file !== undefined && isProjectFile(file))
      return { file, line: Number(line), column: Number(column) }
  }
  return undefined
}

/** `node:internal/…`, `<anonymous>`, `evalmachine.…`, `native` are no files. */
function pathOfName(name: string): string | undefined {
  if (name.startsWith('file://')) return fileURLToPath(name)
  return /^(?:\/|[A-Za-z]:[\\/])/.test(name) ? name : undefined
}
