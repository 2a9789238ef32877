/** The parity table: what is asked of real Next.js and of our hosts. */
import type { Probe } from './probe'
import { bodies } from './probes/bodies'
import { cookies, requestState } from './probes/cookies'
import { methods } from './probes/methods'
import { navigation } from './probes/navigation'
import { request } from './probes/request'
import { responses } from './probes/responses'
import { routing } from './probes/routing'

export const probes: readonly Probe[] = [
  ...methods,
  ...routing,
  ...request,
  ...bodies,
  ...cookies,
  ...requestState,
  ...navigation,
  ...responses,
]
