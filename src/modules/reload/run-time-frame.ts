/** Where in the project an error of a handler arose (interop rule RLD-15). */
import { faultAt } from './source-fault.js'
import { firstProjectPlace, withoutMarkers } from './stack-lines.js'

/**
 * Cleans the error's stack of the marks that reloading leaves on file names, and shows the first
 * line of it that lies in project code; `undefined` where none does, or the file is not readable.
 */
export function runTimeFrame(error: Error): string | undefined {
  const { stack } = error
  if (typeof stack !== 'string') return undefined
  const clean = withoutMarkers(stack)
  // An error may be frozen, or have a stack of its own making.
  if (clean !== stack) Reflect.set(error, 'stack', clean)
  const place = firstProjectPlace(clean)
  return place && faultAt(place.file, place, error.message)?.frame
}
