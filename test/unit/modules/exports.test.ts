import { pickExports } from '../../../src/modules/exports'

const GET = () => {}
const handlers = { GET }

describe('pickExports(namespace)', () => {
  it.each([
    ['an ES module', handlers, handlers],
    ['a method that is not GET', { PROPFIND: GET }, { PROPFIND: GET }],
    ['segment config alone', { dynamic: 'force-static' }, { dynamic: 'force-static' }],
    ['CommonJS whose names Node does not find', { default: handlers }, handlers],
    [
      'CommonJS on a Node with module.exports',
      { 'module.exports': handlers, default: {} },
      handlers,
    ],
    [
      'transpiled CommonJS seen as default',
      { default: { __esModule: true, GET }, __esModule: true },
      { __esModule: true, GET },
    ],
    [
      'names beside a default that has some too',
      { GET, default: { POST: GET } },
      { GET, default: { POST: GET } },
    ],
    ['nothing known', { other: 1, default: 2 }, { other: 1, default: 2 }],
    ['nothing at all', {}, {}],
  ])('LOAD-7: finds the exports of %s', (_title, namespace, expected) => {
    expect(pickExports(namespace)).toEqual(expected)
  })

  it('LOAD-7: prefers a default with __esModule to another object of no use', () => {
    const compiled = { __esModule: true, revalidate: 60 }
    expect(pickExports({ 'module.exports': { nothing: true }, default: compiled })).toBe(compiled)
  })

  it('LOAD-7: does not call getters while it looks', () => {
    const get = jest.fn()
    pickExports(Object.defineProperty({}, 'GET', { get, enumerable: true }))
    expect(get).not.toHaveBeenCalled()
  })
})
