/**
 * `import.meta.resolve` as a function: it exists in ES modules alone, and a resolution on behalf
 * of another file goes through our hooks like an import of it (interop rule RES-1).
 */
import { importModule } from '../import-guard.js'

type Resolve = (specifier: string) => string

let nativeResolve: Resolve | undefined

/** To be awaited before {@link resolveNatively} is called. */
export async function loadNativeResolve(): Promise<void> {
  if (nativeResolve) return
  const source = 'export default specifier => import.meta.resolve(specifier)'
  const module = await importModule(`data:text/javascript,${encodeURIComponent(source)}`)
  nativeResolve = (module as { default: Resolve }).default
}

export function resolveNatively(specifier: string): string {
  if (!nativeResolve) throw new ReferenceError('import.meta.resolve is not loaded')
  return nativeResolve(specifier)
}
