/** The examples of route-handlers/testing, run by their own test runners as their users would. */
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { report, useWorkspace } from '../runners/sample'
import { exampleFolder } from './running-example'

const workspace = useWorkspace()

it.each([
  ['testing-jest', 'jest/bin/jest.js', ['--json', '--outputFile=report.json']],
  ['testing-vitest', 'vitest/vitest.mjs', ['run', '--reporter=json', '--outputFile=report.json']],
])(
  '%s passes',
  async (name, runner, args) => {
    const folder = workspace()
    const project = join(folder, name)
    cpSync(exampleFolder(name), project, { recursive: true })
    const command = [join(folder, 'node_modules', runner), ...args]
    const results = await report(process.execPath, project, command)
    expect(Object.keys(results)).toHaveLength(7)
    expect(new Set(Object.values(results))).toEqual(new Set(['passed']))
  },
  60_000,
)
