/**
 * The test runner that evaluates this very module, if one does. Module hooks do not reach the
 * registries of Jest and Vitest, so inside them everything goes through the functions that they
 * offer: mocks, coverage and transforms of the user's project keep working, and singletons are
 * the test's own.
 */
import type { MapScope } from '../next-map.js'
import { jestRunner } from './jest.js'
import { vitestRunner } from './vitest.js'

export interface TestRunner {
  /** Whether packages are imported by Node itself, so that they need the module hooks too. */
  readonly leavesPackagesToNode: boolean
  /** Makes `next/*` ours for the modules of this test; settles when routes may be loaded. */
  install(scope: MapScope | undefined): Promise<void>
  /** Evaluates a route file in the registry of this test. */
  load(file: string): Promise<object>
}

/** `undefined` outside of test runners, which is where module hooks are for. */
export function testRunner(): TestRunner | undefined {
  return jestRunner() ?? vitestRunner()
}
