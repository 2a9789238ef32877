/** Every row of the tables is run by a file of this folder, or is listed with the reason. */
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { hosts } from '../hosts/hosts'
import type { Row } from './fault'
import { ELSEWHERE, TABLES } from './rows'

const declared: Row<unknown>[] = []

jest.mock('./fault', () => ({ fault: (row: Row<unknown>) => declared.push(row) }))

/** What a file declares beside its rows is run where it stands. */
function withoutTests(load: () => void): void {
  const names = ['test', 'it', 'describe', 'beforeAll', 'beforeEach', 'afterAll', 'afterEach']
  const real = names.map(name => Reflect.get(globalThis, name))
  for (const name of names) {
    const ignored = () => {}
    Reflect.set(
      globalThis,
      name,
      Object.assign(ignored, { each: () => ignored, concurrent: { each: () => ignored } }),
    )
  }
  load()
  names.forEach((name, at) => {
    Reflect.set(globalThis, name, real[at])
  })
}

withoutTests(() => {
  for (const file of readdirSync(__dirname)) {
    if (file.endsWith('.test.ts') && file !== path.basename(__filename)) {
      require(path.join(__dirname, file))
    }
  }
})

describe('the fault tables', () => {
  const run = new Set(declared.map(({ row }) => row))

  test.each(Object.entries(TABLES))('%s: each row is run, or says why not', (_table, rows) => {
    expect(rows.filter(row => !run.has(row) && ELSEWHERE[row] === undefined)).toEqual([])
  })

  test('no row is both run here and said not to be', () => {
    expect(Object.keys(ELSEWHERE).filter(row => run.has(Number(row)))).toEqual([])
  })

  test('a host that a row leaves out has a reason, and some host runs it', () => {
    const silent = declared.filter(({ except = {} }) => Object.values(except).includes(''))
    expect(silent.map(({ title }) => title)).toEqual([])
    const nowhere = declared.filter(({ except = {} }) => hosts.every(({ name }) => except[name]))
    expect(nowhere.map(({ title }) => title)).toEqual([])
  })

  test('no two tests have one name', () => {
    const names = declared.flatMap(({ row, title, except = {} }) =>
      hosts.filter(({ name }) => !except[name]).map(({ name }) => `${row}, ${name}: ${title}`),
    )
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  })
})
