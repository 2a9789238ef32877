/**
 * The key of a manifest that stands in front of its routes: `../proxy.ts`, or, where keys are those
 * of a glob, `./proxy.ts` or `/src/proxy.ts`.
 */
import type { ProxyFile, ProxyName } from '../proxy/proxy-file.js'

export interface ManifestProxy extends ProxyFile {
  /** As the manifest spells it. */
  readonly key: string
}

const BESIDE_APP = /^(?:\.{1,2})?\/(?:src\/)?(proxy|middleware)\.([a-z]+)$/

/** The key is the file; up to Next.js 15 only `middleware.ts` is one. */
export function proxyOf(
  keys: readonly string[],
  { extensions, compat }: { readonly extensions: readonly string[]; readonly compat: number },
): ManifestProxy | undefined {
  const found = keys.filter(isProxyKey).flatMap(key => {
    const [, name, extension] = BESIDE_APP.exec(key)!
    return extensions.includes(extension!) ? [{ key, file: key, name: name as ProxyName }] : []
  })
  const proxy = compat < 16 ? undefined : found.find(({ name }) => name === 'proxy')
  return proxy ?? found.find(({ name }) => name === 'middleware')
}

export function isProxyKey(key: string): boolean {
  return BESIDE_APP.test(key)
}
