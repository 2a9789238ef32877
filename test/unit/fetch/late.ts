import { fastPaths } from '../../../src/fast-paths'

/** A test of what is so only where shorter ways may be taken. */
export const late: jest.It = fastPaths ? it : it.skip
