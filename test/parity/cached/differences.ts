/** Where cached routes answer otherwise than under Next.js, and why. */
import type { Declared } from './compare'
import { answering } from './differences/answering'
import { renewing } from './differences/renewing'
import { storing } from './differences/storing'

export const declared: readonly Declared[] = [...storing, ...renewing, ...answering]
