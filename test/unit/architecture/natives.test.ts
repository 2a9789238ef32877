/** Reliability, "capture natives": what converts and answers uses the classes of src/natives.ts. */
import { sourceFiles, textOf } from './sources'

const CLASSES =
  'AbortController|AbortSignal|DOMException|Headers|ReadableStream|Request|Response|URL|URLSearchParams'

/** Used as a value; comments and texts aside. */
const USE = new RegExp(
  `\\b(?:new|instanceof|extends) (${CLASSES})\\b|(?<![.\\w])(${CLASSES})\\.\\w`,
  'g',
)

/** What runs beside a server: commands, compilers, runners, and the tests of a user. */
const ASIDE =
  /^src\/(?:cli|jest|manifest|modules|router|sources|testing|typegen|vite|natives\.ts|register\.ts)/

const codeOf = (file: string): string =>
  textOf(file).replace(/\/\*.*?\*\/|\/\/[^\n]*|'[^'\n]*'|`[^`]*`/gs, '')

const usesOf = (file: string): string[] =>
  [...codeOf(file).matchAll(USE)].map(match => (match[1] ?? match[2])!)

/** The classes that a file takes from `src/natives.ts`. */
function takenBy(file: string): string[] {
  const line = /^import \{([^}]*)\} from '[\w./]+\/natives\.js'$/m.exec(textOf(file))
  return line ? line[1]!.split(',').map(name => name.trim()) : []
}

const files = sourceFiles('src', 'adapters').filter(file => !ASIDE.test(file))

describe('the classes of the platform', () => {
  it('are found: the test reads what it claims to read', () => {
    expect(usesOf('src/next/response.ts')).toEqual(expect.arrayContaining(['Headers', 'Response']))
  })

  it('are never looked up on the global object when a request comes', () => {
    const global = files.flatMap(file => {
      const taken = takenBy(file)
      return usesOf(file)
        .filter(name => !taken.includes(name))
        .map(name => `${file}: ${name}`)
    })
    expect(global).toEqual([])
  })
})
