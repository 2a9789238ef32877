import fc from 'fast-check'
import { hashOf } from '../../../src/router/segment-hash'
import { StaticEdges } from '../../../src/router/static-edges'

/** Two names of one hash: 31 more in one place, 1 less in the place before. */
const TWINS = ['Aa', 'BB', 'AaAa', 'BBBB', 'AaBB', 'BBAa'] as const

function find(edges: StaticEdges, parent: number, name: string): number {
  return edges.find(parent, hashOf(name), `/x/${name}/y`, 3, 3 + name.length)
}

test('the names are told apart that have one hash', () => {
  expect(hashOf('Aa')).toBe(hashOf('BB'))
  const edges = new StaticEdges()
  TWINS.forEach((name, index) => {
    expect(find(edges, 7, name)).toBe(0)
    edges.add(7, name, index + 1)
  })
  expect(TWINS.map(name => find(edges, 7, name))).toEqual([1, 2, 3, 4, 5, 6])
  expect(find(edges, 8, 'Aa')).toBe(0)
})

test('the table finds what a Map would, at any size', () => {
  const name = fc.oneof(
    fc.constantFrom(...TWINS),
    fc.string({ unit: fc.constantFrom('a', 'b', '%', '0', 'A'), maxLength: 4 }),
  )
  const edge = fc.tuple(fc.integer({ min: 0, max: 5 }), name)
  const property = fc.property(fc.array(edge, { maxLength: 400 }), asked => {
    const edges = new StaticEdges()
    const known = new Map<string, number>()
    for (const [parent, segment] of asked) {
      const key = `${parent} ${segment}`
      expect(find(edges, parent, segment)).toBe(known.get(key) ?? 0)
      if (known.has(key)) continue
      known.set(key, known.size + 1)
      edges.add(parent, segment, known.size)
    }
  })
  fc.assert(property, { numRuns: 200 })
})
