/** In development, data of the code before an edit are not shown with the code after it. */
import { forgetStored, noteStored } from '../../../../src/cache/fetch/edited'
import { resolveSettings } from '../../../../src/options'
import type { RouteSource } from '../../../../src/route-source'
import { RouteTable } from '../../../../src/route-table'

describe('what a route file has fetched', () => {
  it('is forgotten with the module, and no other is', () => {
    const [one, other] = [{}, {}]
    const memory = { delete: jest.fn() }
    noteStored(one, 'a', memory)
    noteStored(one, 'b', memory)
    noteStored(other, 'c', memory)
    forgetStored(one)
    forgetStored(one)
    forgetStored({})
    expect(memory.delete.mock.calls).toEqual([['a'], ['b']])
  })

  it('is followed for so many keys, and no more', () => {
    const module = {}
    const memory = { delete: jest.fn() }
    for (let i = 0; i < 10_100; i++) noteStored(module, String(i), memory)
    forgetStored(module)
    expect(memory.delete).toHaveBeenCalledTimes(10_000)
  })

  it('goes when the file is evaluated again', async () => {
    let exports = Promise.resolve({ GET: () => new Response() })
    const file = { kind: 'route' as const, file: '/app/r/route.ts', segments: ['r'] }
    const source: RouteSource = {
      files: [file],
      watches: true,
      open: () => {},
      refresh: () => false,
      load: () => exports as never,
      advise: () => {},
      explain: () => {},
    }
    const table = new RouteTable(resolveSettings(), source)
    const [route] = table.routes
    const memory = { delete: jest.fn() }
    noteStored(await table.module(route!), 'a', memory)
    await table.module(route!)
    expect(memory.delete).not.toHaveBeenCalled()
    exports = Promise.resolve({ GET: () => new Response() })
    await table.module(route!)
    expect(memory.delete).toHaveBeenCalledWith('a')
    table.close()
  })
})
