/**
 * A transformer around the user's: what that one returns, with the `'use cache'` pass applied.
 * Jest loads it in its parent and worker processes, outside of the sandbox of tests.
 */
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { requireParser } from '../modules/parser.js'
import { isProjectFile } from '../modules/project-file.js'
import { projectRoot } from '../modules/project-root.js'
import { applyPasses, needsParser } from '../modules/source-passes.js'
import { extendedKey, ownKey } from './cache-key.js'

/** What Jest hands from the configuration to the transformer. */
export interface ComposedOptions {
  /** Absolute path of the transformer inside. */
  readonly transformer: string
  /** The options of that transformer. */
  readonly options: object
}

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

interface TransformerModule extends Transformer {
  createTransformer?(options: object): Transformer | Promise<Transformer>
}

async function createTransformer(composed: ComposedOptions): Promise<Transformer> {
  const { transformer, options } = composed
  const module = await load(transformer)
  return around((await module.createTransformer?.(options)) ?? module, options)
}

/** Has the methods that the inner one has: Jest chooses between sync and async by them. */
function around(inner: Transformer, transformerConfig: object): Transformer {
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

/** As Jest loads transformers: either module system, default exports of both included. */
async function load(path: string): Promise<TransformerModule> {
  const { default: value, ...names } = await import(pathToFileURL(path).href)
  const isInterop = value?.__esModule === true && value.default !== undefined
  return isInterop ? value.default : (value ?? names)
}

export default { createTransformer }
