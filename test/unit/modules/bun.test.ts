import { type BunRuntime, bunRuntime, installInBun } from '../../../src/modules/bun'
import type { HookState } from '../../../src/modules/hook-state'
import { NEXT_MODULES } from '../../../src/modules/next-map'
import { NextResponse } from '../../../src/next/server'

type Exports = () => { readonly exports: object }

/** Bun, as far as virtual modules go. */
function fakeBun(): { readonly bun: BunRuntime; readonly modules: Map<string, Exports> } {
  const modules = new Map<string, Exports>()
  const build = {
    module: (name: string, exports: Exports) => modules.set(name, exports),
    onLoad: () => undefined,
  }
  const plugin: BunRuntime['plugin'] = ({ setup }) => setup(build)
  return { bun: { plugin } as BunRuntime, modules }
}

const hooks = (...scopes: HookState['scopes']): HookState => ({ scopes, ready: Promise.resolve() })
const all = { nextModules: 'all', appDir: '/app' } as const
const none = { nextModules: false, appDir: '/app' } as const

describe('installInBun(bun, hooks)', () => {
  it('BUN-1: maps every name, to the very classes of the library', () => {
    const { bun, modules } = fakeBun()
    installInBun(bun, hooks(all))
    expect([...modules.keys()]).toEqual([...NEXT_MODULES.keys()])
    expect(modules.get('next/server.js')?.().exports).toMatchObject({ NextResponse })
  })

  it('does so for --preload, which has no mount', () => {
    const { bun, modules } = fakeBun()
    installInBun(bun, hooks())
    expect(modules.size).toBe(NEXT_MODULES.size)
  })

  it('leaves the names alone where no mount wants them, until one does', () => {
    const { bun, modules } = fakeBun()
    const later = hooks(none)
    installInBun(bun, later)
    expect(modules.size).toBe(0)
    later.scopes.push(all)
    installInBun(bun, later)
    expect(modules.size).toBe(NEXT_MODULES.size)
  })

  it('maps once per process', () => {
    const plugin = jest.fn()
    const state = hooks(all)
    installInBun({ plugin } as unknown as BunRuntime, state)
    installInBun({ plugin } as unknown as BunRuntime, state)
    expect(plugin).toHaveBeenCalledTimes(1)
  })
})

describe('bunRuntime()', () => {
  it('is undefined on Node', () => {
    expect(bunRuntime()).toBeUndefined()
  })
})
