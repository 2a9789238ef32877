/**
 * The same route files with the types that `next typegen` makes and with ours: they name the same
 * routes, and refuse the same files.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { tsc } from '../types/compilers'
import { createProject, generate, removeProjects } from '../types/sample-project'
import { installNext, next } from './next-server'

const COMPILER = join(__dirname, '../../node_modules/typescript')
const INPUTS = ['app', 'next.config.js', 'tsconfig.json', 'package.json']
const PACKAGES = ['next', 'react', 'react-dom', 'typescript', 'csstype', '@types/react']
const WITH_NEXT = Object.fromEntries(
  PACKAGES.map(name => [name, `test/parity/node_modules/${name}`]),
)
/** Of Next 16's typegen; a request reaches the file under the name that the directory spells. */
const WITHOUT_MARKER = '"/segments/feed/modal"'
const AS_SERVED = '"/segments/feed/(.)modal"'

function project(links: Record<string, string>): string {
  const root = createProject({}, links)
  for (const name of INPUTS) cpSync(join(__dirname, name), join(root, name), { recursive: true })
  return root
}

function typegenOfNext(): string {
  const root = project(WITH_NEXT)
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' }
  execFileSync(process.execPath, [next, 'typegen'], { cwd: root, env, stdio: 'pipe' })
  return root
}

function typegenOfOurs(links: Record<string, string>): string {
  const root = project(links)
  generate(root, 'app')
  return root
}

/** The routes of a generated file, and the members of its ParamMap, sorted. */
function declaredIn(root: string, file: string) {
  const text = readFileSync(join(root, file, 'types/routes.d.ts'), 'utf8')
  const union = /^type AppRouteHandlerRoutes = (.+)$/m.exec(text)![1]!.split(' | ')
  const params = /^interface ParamMap \{\n((?: {2}.+\n)+)\}/m.exec(text)![1]!.trimEnd().split('\n')
  return { union: union.sort(), params: params.sort() }
}

/** The files that the compiler refuses, and any other fault that it finds. */
async function refusedIn(root: string, config: string) {
  const { stdout } = await tsc(COMPILER, ['-p', config, '--types', 'node', '--noEmit'], root)
  const faults = stdout.match(/^\S.*error.*$/gm) ?? []
  return faults.map(fault => /typeof import\(".*\/(app\/.+?)"\)/.exec(fault)?.[1] ?? fault)
}

let theirs: string

beforeAll(() => {
  installNext()
  theirs = typegenOfNext()
}, 120_000)

afterAll(removeProjects)

it('TYP-2: routes and parameters are those of next typegen, interception aside', () => {
  const { union, params } = declaredIn(theirs, '.next')
  const served = (line: string) => line.replace(WITHOUT_MARKER, AS_SERVED)
  expect(union.length).toBeGreaterThan(100)
  expect(declaredIn(typegenOfOurs({}), '.route-handlers')).toEqual({
    union: union.map(served).sort(),
    params: params.map(served).sort(),
  })
})

describe('TYP-2: the validator refuses the files that Next’s refuses, and only those', () => {
  it.each([
    ['with our types of next/*', {}],
    ['beside an installed Next.js', WITH_NEXT],
  ])(
    '%s',
    async (_title, links) => {
      const refused = await refusedIn(theirs, '.')
      expect(refused).toEqual(['app/methods/default-export/route', 'app/methods/lowercase/route'])
      expect(await refusedIn(typegenOfOurs(links), '.route-handlers')).toEqual(refused)
    },
    60_000,
  )
})

it('TYP-3: nothing is written beside the types that Next.js made', () => {
  const { written, skipped } = generate(theirs, 'app')
  expect({ written, skipped }).toEqual({
    written: [],
    skipped: expect.stringContaining('Next.js generates the types of this project'),
  })
})
