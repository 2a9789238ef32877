/** Packages of this folder, for programs elsewhere. */
import { readFileSync } from 'node:fs'

export const peer = specifier => import(specifier)

export function versionOf(name) {
  const manifest = new URL(`node_modules/${name}/package.json`, import.meta.url)
  return JSON.parse(readFileSync(manifest, 'utf8')).version
}
