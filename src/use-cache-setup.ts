/**
 * What Jest and Vitest evaluate before a test file where `route-handlers/jest` or
 * `route-handlers/vite` compile `'use cache'`: a test may call a cached function without a mount.
 */
import { installUseCache } from './cache/install.js'

installUseCache()
