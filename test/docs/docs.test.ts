/** Every program in README.md and docs/ does what is printed under it, run from dist/. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parse } from '@swc/core'
import { createRoutes } from 'route-handlers'
import { play } from './play'
import { fragmentsOf, programsOf } from './programs'

const REPOSITORY = join(__dirname, '../..')
const documents = [
  'README.md',
  ...readdirSync(join(REPOSITORY, 'docs')).flatMap(name =>
    name.endsWith('.md') ? [`docs/${name}`] : [],
  ),
].map(name => [name, readFileSync(join(REPOSITORY, name), 'utf8')] as const)

const programs = documents.flatMap(([name, text]) => programsOf(name, text))
const fragments = documents.flatMap(([name, text]) => fragmentsOf(name, text))

it.each(programs)(
  '$title: prints what it says',
  async program => {
    const { played, errors } = await play(program)
    expect(played).not.toHaveLength(0)
    for (const { command, printed, output } of played) {
      const lines = output.split('\n')
      if (command.includes(' -i ')) {
        for (const line of printed.split('\n')) expect(lines).toContain(line)
      } else if (printed !== '') expect({ command, output }).toEqual({ command, output: printed })
    }
    expect(errors).not.toContain('RouteHandlersWarning')
  },
  30_000,
)

it.each(fragments)('$title: is written in valid $language', async ({ language, code }) => {
  const syntax = language.endsWith('x') ? { tsx: true } : {}
  await parse(code, { syntax: 'typescript', target: 'es2022', ...syntax })
})

it.each(documents)('%s: links to files that exist', (name, text) => {
  const targets = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target]) => target!)
  const from = dirname(join(REPOSITORY, name))
  expect(targets.filter(target => !existsSync(join(from, target)))).toEqual([])
})

it.each(documents)('%s: links to headings that exist', (name, text) => {
  const targets = [...text.matchAll(/\]\((?!https?:)([^)#]*)#([^)]+)\)/g)]
  const missing = targets.filter(([, path, anchor]) => {
    const target = path === '' ? name : join(dirname(name), path!)
    return target.endsWith('.md') && !anchorsOf(target).has(anchor!)
  })
  expect(missing.map(([link]) => link)).toEqual([])
})

it('README.md: the table of options has every option', () => {
  const readme = documents[0]![1]
  const mount = () => createRoutes('.', { misspelt: true } as object)
  const names = optionsNamedBy(mount)
  expect(names.filter(name => !readme.includes(`\n| \`${name}\` |`))).toEqual([])
})

/** As GitHub makes them of headings. */
function anchorsOf(document: string): Set<string> {
  const text = readFileSync(join(REPOSITORY, document), 'utf8').replace(/^```.*?^```$/gms, '')
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading!)
  return new Set(
    headings.map(heading =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  )
}

function optionsNamedBy(mount: () => unknown): string[] {
  try {
    mount()
  } catch (error) {
    const list = /The options are: (.+)\./.exec((error as Error).message)?.[1]
    if (list !== undefined) return list.split(', ')
  }
  throw new Error('The list of options is not in the message any more')
}
