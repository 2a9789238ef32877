/** docs/cli.md and the sources name the same findings and options. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { checkCommand } from '../../../src/cli/check'
import { WARNINGS } from '../../../src/cli/check/finding'
import type { Register } from '../../../src/cli/program'
import { routesCommand } from '../../../src/cli/routes'
import { typegenCommand } from '../../../src/cli/typegen'

const page = readFileSync(join(__dirname, '../../../docs/cli.md'), 'utf8')

const COMMANDS: readonly [name: string, register: Register][] = [
  ['routes', routesCommand],
  ['typegen', typegenCommand],
  ['check', checkCommand],
]

describe('docs/cli.md', () => {
  it('explains every warning, in the order of the table', () => {
    const rows = [...page.matchAll(/^\| `([a-z]+(?:-[a-z]+)+)` \|/gm)].map(([, code]) => code)
    expect(rows).toEqual([...WARNINGS])
  })

  it.each(COMMANDS)('has a chapter on %s and its options', (name, register) => {
    const program = new Command()
    register(program, async () => {})
    const { options } = program.commands[0]!
    expect(page).toContain(`\n## ${name}\n`)
    const missing = options.filter(({ flags }) => {
      const row = page.split('\n').find(line => line.startsWith(`| \`${flags}\` |`))
      return !row?.includes('| all |') && !row?.includes(`\`${name}\``)
    })
    expect(missing.map(({ flags }) => flags)).toEqual([])
  })
})
