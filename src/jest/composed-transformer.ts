/** A transformer around another: what that one returns, with the `'use cache'` pass applied. */
import { dirname } from 'node:path'
import { requireParser } from '../modules/parser.js'
import { isProjectFile } from '../modules/project-file.js'
import { projectRoot } from '../modules/project-root.js'
import { applyPasses, needsParser } from '../modules/source-passes.js'
import { extendedKey, ownKey } from './cache-key.js'

/** What Jest says about a file; only what is used here. */
export interface FileOptions {
  readonly configString?: string
  readonly instrument?: boolean
  readonly transformerConfig?: unknown
}

export type Transformed = string | { readonly code: string }

type Method<Result> = (source: string, file: string, options: FileOptions) => Result

export interface Transformer {
  readonly canInstrument?: boolean
  readonly getCacheKey?: Method<string>
  readonly getCacheKeyAsync?: Method<Promise<string>>
  readonly process?: Method<Transformed>
  readonly processAsync?: Method<Promise<Transformed>>
}

/** Has the methods that the inner one has: Jest chooses between sync and async by them. */
export function withUseCache(inner: Transformer, transformerConfig: object): Transformer {
  const own = <Result>(method: Method<Result> | undefined): Method<Result> | undefined =>
    method &&
    ((source, file, options) => method.call(inner, source, file, { ...options, transformerConfig }))
  const getCacheKey = own(inner.getCacheKey) ?? ownKey
  const getCacheKeyAsync = own(inner.getCacheKeyAsync)
  const process = own(inner.process)
  const processAsync = own(inner.processAsync)
  return {
    ...(inner.canInstrument !== undefined && { canInstrument: inner.canInstrument }),
    getCacheKey: (...about) => extendedKey(getCacheKey(...about)),
    ...(getCacheKeyAsync && {
      getCacheKeyAsync: async (...about) => extendedKey(await getCacheKeyAsync(...about)),
    }),
    ...(process && { process: (...about) => passed(process(...about), about[1]) }),
    ...(processAsync && {
      processAsync: async (...about) => passed(await processAsync(...about), about[1]),
    }),
  }
}

const JAVASCRIPT = /\.[cm]?[jt]sx?$/

/** The pass inserts within lines only, so the map stays right per line. */
function passed(transformed: Transformed, file: string): Transformed {
  const result = typeof transformed === 'string' ? { code: transformed } : transformed
  if (!JAVASCRIPT.test(file) || !isProjectFile(file) || !needsParser(result.code)) return result
  const place = { file, root: projectRoot(dirname(file)) }
  return { ...result, code: applyPasses(requireParser(), result.code, place) }
}
