/**
 * Ends when `next/*` is ours. The ES module face of `route-handlers/testing` imports it last: in
 * Jest's mode for ES modules it takes a moment to learn which names a test has mocked, and an
 * `import()` written below must not be faster.
 */
import { installedHooks } from './modules/hook-state.js'

await installedHooks()?.ready
