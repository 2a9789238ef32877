/**
 * `node --import route-handlers/register server.js`: installs the module hooks before the server's
 * own modules are linked, for servers that statically import a file which imports `next/*`.
 * Mounting installs the same hooks; after a transpiler's flag, not before it.
 *
 * @example
 * node --import tsx --import route-handlers/register server.ts
 */
import { installUseCache } from './cache/install.js'
import { install } from './modules/install.js'

installUseCache()
install()
