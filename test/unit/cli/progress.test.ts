/** The line that says how far `route-handlers warm` is. */
import { stripVTControlCharacters } from 'node:util'
import { progressLine, progressOn } from '../../../src/cli/progress'

/** What a screen was sent. */
function screen(columns: number) {
  const written: string[] = []
  const write = (text: string) => written.push(text) > 0
  return { stream: { isTTY: true, columns, write } as never, written }
}

it.each([
  [0, 4, '░░░░░░░░░░░░░░░░░░░░░░░░ 0/4 /a'],
  [1, 4, '██████░░░░░░░░░░░░░░░░░░ 1/4 /a'],
  [4, 4, '████████████████████████ 4/4 /a'],
  [0, 0, '████████████████████████ 0/0 /a'],
])('%i of %i', (done, total, line) => {
  expect(progressLine(done, total, '/a')).toBe(line)
})

it('is written over itself, never longer than the screen is wide, and taken away', () => {
  const { stream, written } = screen(32)
  const progress = progressOn(stream)!
  progress.update(1, 2, '/a/path/that/is/too/long')
  progress.update(2, 2, '/b')
  progress.end()
  const lines = written.map(stripVTControlCharacters).filter(text => text !== '')
  expect(lines).toEqual(['████████████░░░░░░░░░░░░ 1/2 /a', '████████████████████████ 2/2 /b'])
  const control = written.filter(text => stripVTControlCharacters(text) === '')
  expect(control).toEqual(Array.from({ length: 3 }, () => ['\u001b[1G', '\u001b[2K']).flat())
})

it('is not drawn where nobody watches', () => {
  expect(progressOn({ isTTY: false } as never)).toBeUndefined()
})
