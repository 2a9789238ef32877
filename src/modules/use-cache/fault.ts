/** `RH_USE_CACHE` with the place in the text that the author wrote. */
import { RouteHandlersError } from '../../errors.js'
import { frameOf, positionOf } from '../error-frame.js'
import { originalPosition } from '../original-position.js'
import type { Place } from '../source-passes.js'
import { projectPath } from './function-id.js'

/** @param offset - of the fault, in `source`. */
export type FaultAt = (message: string, offset: number) => RouteHandlersError

export function faultsOf(source: string, place: Place): FaultAt {
  return (message, offset) => {
    const compiled = positionOf(source, offset)
    const { text, line, column } = originalPosition(source, compiled, place.file) ?? {
      text: source,
      ...compiled,
    }
    const where = `${projectPath(place)}:${line}:${column}`
    return new RouteHandlersError('RH_USE_CACHE', `${message}\n\n  ${where}`, {
      file: place.file,
      frame: frameOf(text, { line, column }),
    })
  }
}
