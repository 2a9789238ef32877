/** What a manifest and the options beside it may be. */
import { inspect } from 'node:util'
import { RouteHandlersError } from '../errors.js'
import type { RouteManifest } from './route-manifest.js'

/** Options of loading from disk → why a manifest has no use for them. */
const WITHOUT_USE: Readonly<Record<string, string>> = {
  import: 'the functions of the manifest load the files',
  nextModules: 'the bundler resolves next/*',
  proxy: 'a proxy is one of its keys, "../proxy.ts", or it is not there',
  root: 'nothing is read from disk',
  watch: 'a bundle does not change while it runs',
}

/**
 * Refuses options that cannot take effect: whoever sets one relies on it.
 *
 * @throws RouteHandlersError `RH_INVALID_OPTION`
 */
export function checkManifestOptions(options: object): void {
  for (const [name, reason] of Object.entries(WITHOUT_USE)) {
    if (Reflect.get(options, name) === undefined) continue
    throw new RouteHandlersError(
      'RH_INVALID_OPTION',
      `The option "${name}" does not apply to a manifest: ${reason}. Remove it, or mount the directory.`,
    )
  }
}

/** @throws RouteHandlersError `RH_INVALID_OPTION` */
export function checkManifest(manifest: RouteManifest): void {
  const prototype: unknown = Object.getPrototypeOf(manifest)
  const isPlain = Object.prototype.toString.call(manifest) === '[object Object]'
  // Of another realm too, as in test runners; no Map and no array.
  if (!isPlain || (prototype !== null && Object.getPrototypeOf(prototype) !== null)) {
    throw refused(
      `A manifest must be a plain object of modules by path, received ${brief(manifest)}`,
    )
  }
  for (const [key, module] of Object.entries(manifest)) {
    if (typeof module === 'function' || (typeof module === 'object' && module !== null)) continue
    throw refused(
      `The manifest's "${key}" must be a module or a function that imports it, received ${brief(module)}`,
    )
  }
}

function brief(value: unknown): string {
  return inspect(value, { depth: 0, breakLength: Number.POSITIVE_INFINITY })
}

function refused(message: string): RouteHandlersError {
  return new RouteHandlersError('RH_INVALID_OPTION', message)
}
