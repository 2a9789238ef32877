/** Where cached routes answer otherwise than under Next.js, and why. */
import type { Declared } from './compare'
import { answering } from './differences/answering'
import { invalidating } from './differences/invalidating'
import { renewing } from './differences/renewing'
import { storing } from './differences/storing'
import { wording } from './differences/wording'

export const declared: readonly Declared[] = [
  ...storing,
  ...renewing,
  ...invalidating,
  ...answering,
  ...wording,
]
