import { ModuleGraph } from '../../../../src/modules/reload/graph'
import { ownership } from '../../../../src/modules/reload/ownership'

const ROUTE = '/project/app/a/route.ts'
const LIB = '/project/lib/a.ts'
const DB = '/project/lib/db.ts'
const SERVER = '/project/server.ts'

/** A route that imports a library, and a module that the server has. */
function graphOf(): ModuleGraph {
  const graph = new ModuleGraph([])
  graph.roots.add(ROUTE)
  graph.loading(ROUTE, '1')
  graph.imported(ROUTE, '../../lib/a', LIB)
  graph.loading(LIB, '1')
  graph.imported(LIB, './db', DB)
  return graph
}

describe('the module graph', () => {
  it('RLD-1: leads from a route file to everything below it', () => {
    expect([...graphOf().reachable(ROUTE)]).toEqual([ROUTE, LIB, DB])
  })

  it('RLD-6: forgets what a module imported once its source is read again', () => {
    const graph = graphOf()
    graph.loading(ROUTE, '2')
    expect([...graph.reachable(ROUTE)]).toEqual([ROUTE])
    expect([...graph.node(LIB).importers]).toEqual([])
  })

  it('RLD-5: keeps the stamp that was taken before the source was read', () => {
    expect(graphOf().node(LIB).stamp).toBe('1')
  })

  it('remembers what a bare specifier meant', () => {
    const graph = graphOf()
    graph.imported(ROUTE, '@acme/db', '/packages/db/index.ts')
    expect(graph.resolution(ROUTE, '@acme/db')).toBe('/packages/db/index.ts')
    expect(graph.resolution(LIB, '@acme/db')).toBeUndefined()
  })

  it('ends in a cycle', () => {
    const graph = graphOf()
    graph.imported(DB, './a', LIB)
    expect([...graph.reachable(ROUTE)]).toEqual([ROUTE, LIB, DB])
  })
})

describe('ownership', () => {
  it('an ES module whose source was never asked for is the one that the server has', () => {
    expect([...ownership(graphOf()).host]).toEqual([DB])
  })

  it('a CommonJS module that was there when the recording began is the server’s', () => {
    const graph = new ModuleGraph([LIB])
    graph.roots.add(ROUTE)
    graph.loading(LIB, '1')
    graph.link(ROUTE, LIB)
    expect([...ownership(graph).host]).toEqual([LIB])
  })

  it('everything below a module that the server imports as well is the server’s', () => {
    const graph = graphOf()
    graph.loading(DB, '1')
    graph.imported(SERVER, './lib/a', LIB)
    expect([...ownership(graph).host]).toEqual([LIB, DB])
  })

  it('a package that imports a module makes it the server’s', () => {
    const graph = graphOf()
    graph.loading(DB, '1')
    graph.imported('/project/node_modules/pkg/index.js', '../../lib/db.ts', DB)
    expect([...ownership(graph).host]).toEqual([DB])
  })

  it('what only routes import may be evaluated again', () => {
    const graph = graphOf()
    graph.loading(DB, '1')
    graph.roots.add('/project/app/b/route.ts')
    graph.link('/project/app/b/route.ts', LIB)
    expect([...ownership(graph).host]).toEqual([])
  })
})
