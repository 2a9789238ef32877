/**
 * Set for every file of this folder: an unhandled rejection fails the test it happens in (Jest's own
 * doing), one between tests fails the file here; so does a warning about leaked listeners.
 */
import { outerProcess } from './table'

const faults: unknown[] = []
const onRejection = (reason: unknown) => faults.push(reason)
const onWarning = (warning: Error) => {
  if (warning.name === 'MaxListenersExceededWarning') faults.push(warning)
}

beforeAll(() => {
  outerProcess.on('unhandledRejection', onRejection)
  outerProcess.on('warning', onWarning)
})

afterAll(async () => {
  await new Promise(resolve => setTimeout(resolve, 50))
  outerProcess.off('unhandledRejection', onRejection)
  outerProcess.off('warning', onWarning)
  expect(faults).toEqual([])
})
