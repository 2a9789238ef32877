/** What real Next.js and we are both asked about functions with `'use cache'`, in this order. */
import { argumentObservations } from './arguments'
import { callObservations } from './calls'
import type { Observations } from './evaluations'
import { forbiddenObservations } from './forbidden'
import { lifetimeObservations } from './lifetimes'
import { resultObservations } from './results'

export const observations: Observations = {
  ...argumentObservations,
  ...resultObservations,
  ...callObservations,
  ...lifetimeObservations,
  ...forbiddenObservations,
}
