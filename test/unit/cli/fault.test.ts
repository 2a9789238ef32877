import { faultOf } from '../../../src/cli/fault'
import { RouteHandlersError } from '../../../src/errors'
import { tree } from '../modules/tree'

const root = tree({ 'app/route.ts': 'one\ntwo\nthree\n' })
const file = `${root}/app/route.ts`

function thrown(stack: string): Error {
  return Object.assign(new Error('no url'), { stack })
}

const loading = (cause: unknown) =>
  new RouteHandlersError('RH_MODULE_LOAD', 'app/route.ts cannot be loaded: x', { cause, file })

describe('faultOf', () => {
  it('has code and message of an error of ours', () => {
    expect(faultOf(new RouteHandlersError('RH_NO_METHODS', 'None.', { file }))).toMatchObject({
      code: 'RH_NO_METHODS',
      message: 'None.',
    })
  })

  it.each([
    ['a function', `Error: no url\n    at load (${file}:2:3)`, 2, 3],
    ['a URL', `Error: no url\n    at file://${file}:2:3`, 2, 3],
    ['a query of ours', `Error: no url\n    at f (file://${file}?rh=esm:2:3)`, 2, 3],
    ['an async function', `Error: no url\n    at async f (${file}:3:1)`, 3, 1],
    ['what stands above a syntax error', `file://${file}:3\nthree\n^^\nSyntaxError: x`, 3, 1],
    [
      'packages and Node',
      `Error: x\n    at node:fs:1:2\n    at /a/node_modules/b/c.js:1:2\n    at ${file}:1:2`,
      1,
      2,
    ],
  ])('finds the place in a stack with %s', (_, stack, line, column) => {
    const { position, frame } = faultOf(loading(thrown(stack)))
    expect(position).toEqual({ line, column })
    expect(frame).toContain(`> ${line} |`)
  })

  it('prefers the position that a syntax error carries, and takes the frame out of the message', () => {
    const frame = '> 1 | one\n    | ^'
    const message = `Unexpected token\n\n  ${file}:1:1\n\n${frame}`
    const cause = Object.assign(new SyntaxError(message), { file, line: 1, column: 1, frame })
    const error = new RouteHandlersError('RH_MODULE_LOAD', `Cannot: ${message}`, { cause, file })
    expect(faultOf(error)).toEqual({
      code: 'RH_MODULE_LOAD',
      message: 'Cannot: Unexpected token',
      file,
      position: { line: 1, column: 1 },
      frame,
    })
  })

  it('names the error of ours that is the reason, also one that lost its class in a thread', () => {
    const copy = Object.assign(new Error('"next/image" …'), {
      name: 'RouteHandlersError',
      code: 'RH_NEXT_IMPORT_UNRESOLVED',
    })
    expect(faultOf(loading(copy))).toMatchObject({ code: 'RH_NEXT_IMPORT_UNRESOLVED' })
  })

  it('says what was thrown if it was no error', () => {
    expect(faultOf('nothing')).toEqual({ message: 'nothing' })
  })

  it('has no frame of a file that is gone', () => {
    const { position, frame } = faultOf(thrown('Error: x\n    at /gone/route.ts:1:2'))
    expect({ position, frame }).toEqual({ position: { line: 1, column: 2 }, frame: undefined })
  })
})
