/** A name that a module gives away, and the function behind it where the text tells. */
import type { Class, FunctionNode } from './syntax.js'

export interface ExportedValue {
  /** `*` for all names of another module, `''` where the text does not tell. */
  readonly name: string
  /** `undefined` for everything that is not for certain a function or class of this file. */
  readonly value: FunctionNode | Class | undefined
  /** Offset to point at. */
  readonly at: number
}
