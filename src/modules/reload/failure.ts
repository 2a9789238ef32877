/** Tells a developer which line keeps a route from being loaded (interop rules RLD-14, RLD-16). */
import { relative } from 'node:path'
import { RouteHandlersError } from '../../errors.js'
import type { Describe } from '../load-failure.js'
import { diagnose } from './diagnose.js'
import type { ModuleGraph } from './graph.js'

export function describeFailure(graph: ModuleGraph, root: string): Describe {
  return (file, cause) => {
    const name = relative(root, file)
    // An error of ours knows its place, and may lie in a file that did not get as far as the graph.
    if (cause instanceof RouteHandlersError && cause.frame !== undefined) {
      return { name, frame: cause.frame }
    }
    const diagnosis = diagnose([...graph.reachable(file)], cause)
    return diagnosis ? { name, reason: diagnosis.message, frame: diagnosis.frame } : { name }
  }
}

/** On the terminal: what the client sees is the host's decision. */
export function report({ message, frame }: RouteHandlersError): void {
  console.error(frame === undefined ? message : `${message}\n\n${frame}`)
}
