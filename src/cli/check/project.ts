/** What the checks look at. */
import type { DirectorySettings } from '../../options.js'
import type { Graph } from '../../sources/import-graph.js'
import type { LoadedRoute } from '../load.js'
import type { Finding } from './finding.js'

export interface Project {
  readonly settings: DirectorySettings
  readonly routes: readonly LoadedRoute[]
  readonly graph: Graph
}

export type Check = (project: Project) => readonly Finding[]
