/** Two normalised answers, field by field, with the declared differences taken out. */
import type { HostName } from './our-server'
import type { Difference, Fields, Probe } from './probe'
import type { Answer } from './wire'

/** Throws (jest) where the answers differ undeclared, or no longer differ as declared. */
export function expectParity(next: Answer, ours: Answer, declared: readonly Difference[]) {
  const [theirFields, ourFields] = [fieldsOf(next), fieldsOf(ours)]
  const names = declared.flatMap(({ next }) => Object.keys(next))
  expect({ ours: without(ourFields, names) }).toEqual({ ours: without(theirFields, names) })
  for (const { row, next, ours } of declared) {
    expect({ row, next: only(theirFields, Object.keys(next)) }).toEqual({ row, next })
    expect({ row, ours: only(ourFields, Object.keys(ours)) }).toEqual({ row, ours })
  }
}

export function declaredFor([, , options]: Probe, host: HostName): readonly Difference[] {
  return (options?.differs ?? []).filter(({ hosts }) => hosts.includes(host))
}

function fieldsOf({ headers, bytes, ...answer }: Answer): Fields {
  const named = Object.entries(headers).map(([name, lines]) => [`headers.${name}`, lines])
  return { ...answer, ...Object.fromEntries(named) }
}

const only = (fields: Fields, names: readonly string[]) =>
  Object.fromEntries(names.map(name => [name, fields[name]]))

const without = (fields: Fields, names: readonly string[]) =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)))
