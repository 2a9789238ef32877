/**
 * What `transform` names: Jest loads it in its parent and worker processes, outside of the sandbox
 * of tests, and asks it for a transformer.
 */
import { pathToFileURL } from 'node:url'
import { type Transformer, withUseCache } from './composed-transformer.js'

/** What Jest hands from the configuration to the transformer. */
export interface ComposedOptions {
  /** Absolute path of the transformer inside. */
  readonly transformer: string
  /** The options of that transformer. */
  readonly options: object
}

interface TransformerModule extends Transformer {
  createTransformer?(options: object): Transformer | Promise<Transformer>
}

async function createTransformer(composed: ComposedOptions): Promise<Transformer> {
  const { transformer, options } = composed
  const module = await load(transformer)
  return withUseCache((await module.createTransformer?.(options)) ?? module, options)
}

/** As Jest loads transformers: either module system, default exports of both included. */
async function load(path: string): Promise<TransformerModule> {
  const { default: value, ...names } = await import(pathToFileURL(path).href)
  const isInterop = value?.__esModule === true && value.default !== undefined
  return isInterop ? value.default : (value ?? names)
}

export default { createTransformer }
