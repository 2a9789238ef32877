/**
 * Nothing may reach the process: no unhandled rejection, no uncaught exception, no warning. Jest
 * fails the test during which the first two happen; between tests they fail the file here.
 */
import { outerProcess } from '../hosts/table'

type Warning = Error & { readonly code?: string }

const faults: unknown[] = []
const warnings: Warning[] = []
const onFault = (fault: unknown): void => {
  faults.push(fault)
}
const onWarning = (warning: Warning): void => {
  if (warning.name !== 'ExperimentalWarning') warnings.push(warning)
}

beforeAll(() => {
  outerProcess.on('unhandledRejection', onFault)
  outerProcess.on('uncaughtException', onFault)
  outerProcess.on('warning', onWarning)
})

afterAll(async () => {
  // One turn for what the last case left behind.
  await new Promise(resolve => setImmediate(resolve))
  outerProcess.off('unhandledRejection', onFault)
  outerProcess.off('uncaughtException', onFault)
  outerProcess.off('warning', onWarning)
  expect([...faults, ...warnings]).toEqual([])
})

/** The warnings given since the last call, those of `run` included. */
export async function warningsOf(run: () => Promise<void>): Promise<Warning[]> {
  await run()
  return warnings.splice(0)
}
