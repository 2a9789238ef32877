/** docs/cli.md and the sources name the same findings and options. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { WARNINGS } from '../../../src/cli/check/finding'
import { COMMANDS } from '../../../src/cli/program'

const page = readFileSync(join(__dirname, '../../../docs/cli.md'), 'utf8')

const program = new Command()
for (const register of COMMANDS) register(program, async () => {})

describe('docs/cli.md', () => {
  it('explains every warning, in the order of the table', () => {
    const rows = [...page.matchAll(/^\| `([a-z]+(?:-[a-z]+)+)` \|/gm)].map(([, code]) => code)
    expect(rows).toEqual([...WARNINGS])
  })

  it.each(program.commands.map(command => [command.name(), command] as const))(
    'has a chapter on %s and its options',
    (name, { options }) => {
      expect(page).toContain(`\n## ${name}\n`)
      const missing = options.filter(({ flags }) => {
        const row = page.split('\n').find(line => line.startsWith(`| \`${flags}\` |`))
        return !row?.includes('| all |') && !row?.includes(`\`${name}\``)
      })
      expect(missing.map(({ flags }) => flags)).toEqual([])
    },
  )
})
