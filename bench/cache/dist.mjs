/** Where this package was built to. */
import { fileURLToPath } from 'node:url'

export const DIST = process.env['RH_DIST'] ?? fileURLToPath(new URL('../../dist', import.meta.url))
