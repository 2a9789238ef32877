/**
 * The build as users have it, in a `node_modules`: transpilers that hook `require` rewrite what
 * lies outside, and then it is another program that is tested. `RH_DIST` names another build.
 */
import { cpSync, existsSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'

const REPOSITORY = join(__dirname, '../..')

/** Copies the build into `modules` and returns the package's new directory. */
export function installed(modules: string): string {
  const dist = process.env['RH_DIST'] ?? join(REPOSITORY, 'dist')
  if (!existsSync(join(dist, 'src/modules/loader.js'))) {
    throw new Error(`${dist} is missing or incomplete: run "npm run build" first`)
  }
  const home = join(modules, 'route-handlers')
  cpSync(dist, join(home, 'dist'), { recursive: true })
  cpSync(join(REPOSITORY, 'package.json'), join(home, 'package.json'))
  symlinkSync(join(REPOSITORY, 'node_modules'), join(home, 'node_modules'), 'dir')
  return home
}
