import { assignComponents, type Component } from '../../../../src/modules/reload/components'
import type { RunnerModule } from '../../../../src/modules/reload/runner-module'

interface Shape {
  readonly imports: readonly string[]
  readonly hasTopLevelAwait?: boolean
}

/** Only what linking looks at. */
function modules(shapes: Readonly<Record<string, Shape>>): Record<string, RunnerModule> {
  const made: Record<string, any> = {}
  for (const [file, { hasTopLevelAwait = false }] of Object.entries(shapes))
    made[file] = { file, hasTopLevelAwait, imports: [], component: undefined }
  for (const [file, { imports }] of Object.entries(shapes))
    for (const next of imports)
      made[file].imports.push({ provider: { by: 'runner', module: made[next] } })
  return made
}

const groups = (made: Record<string, RunnerModule>): string[] => {
  const byComponent = new Map<Component, string>()
  for (const [name, { component }] of Object.entries(made))
    byComponent.set(component!, (byComponent.get(component!) ?? '') + name)
  return [...byComponent.values()].sort()
}

describe('assignComponents', () => {
  it.each([
    ['a line', { a: ['b'], b: ['c'], c: [] }, ['a', 'b', 'c']],
    ['a cycle', { a: ['b'], b: ['c'], c: ['a'] }, ['abc']],
    ['itself', { a: ['a'] }, ['a']],
    ['a diamond', { a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }, ['a', 'b', 'c', 'd']],
    ['two cycles', { a: ['b'], b: ['a', 'c'], c: ['d'], d: ['c'] }, ['ab', 'cd']],
    [
      'cycles with a common member',
      { a: ['b', 'c'], b: ['a'], c: ['a', 'd'], d: [] },
      ['abc', 'd'],
    ],
  ])('RLD-13: finds the cycles of %s', (_, imports, expected) => {
    const shapes = Object.entries(imports).map(([name, list]) => [name, { imports: list }])
    const made = modules(Object.fromEntries(shapes))
    assignComponents(made['a']!)
    expect(groups(made)).toEqual(expected)
  })

  it('knows what waits for top-level await, directly or below', () => {
    const made = modules({
      a: { imports: ['b', 'd'] },
      b: { imports: ['c'] },
      c: { imports: [], hasTopLevelAwait: true },
      d: { imports: [] },
    })
    assignComponents(made['a']!)
    const isAsync = Object.values(made).map(({ component }) => component!.isAsync)
    expect(isAsync).toEqual([true, true, true, false])
  })
})
