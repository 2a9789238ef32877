/** Cached functions as compiled code makes them. */
import { installUseCache } from '../../../src/cache/install'
import type { FunctionMeta } from '../../../src/modules/use-cache/runtime-shape'
import { state } from '../../../src/state'

type Body = (...args: any[]) => Promise<unknown>

/** A runtime without entries, for one test. */
export function freshRuntime(): void {
  Object.defineProperty(state, 'useCache', { value: undefined, configurable: true })
  installUseCache()
}

let made = 0

export function metaOf(meta: Partial<FunctionMeta> = {}): FunctionMeta {
  made += 1
  return {
    ...{ id: `id-${made}`, file: 'lib/db.ts', name: 'load', kind: 'default', parameters: 'rest' },
    ...meta,
  }
}

/** `wrap` of a function whose runs are counted. */
export function cached<Fn extends Body>(fn: Fn, meta?: Partial<FunctionMeta>) {
  const body = jest.fn(fn)
  const call = state.useCache!.wrap(metaOf(meta), () => [], body) as Fn
  return { body, call }
}

/** A promise and what settles it. */
export function gate<T = void>() {
  let open!: (value: T) => void
  const passed = new Promise<T>(resolve => {
    open = resolve
  })
  return { open, passed }
}
