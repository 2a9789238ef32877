/** Where cached routes answer otherwise than under Next.js, and why. */
import type { Declared } from './compare'

export const declared: readonly Declared[] = []
