/** VT-4: bundles of a server, made with the plugin, run in a Node without any hooks. */
import { readFileSync, rmSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { join } from 'node:path'
import { run } from '../package/child'
import { layOut, tool, useWorkspace } from './sample'

const BUNDLERS = [
  ['vite', ['bin/vite.js', 'build']],
  ['rolldown', ['bin/cli.mjs', '--config', 'rolldown.config.mjs']],
] as const

/** Of `lib/prices.ts`. */
const CACHED_LINE = /return `\$\{of\}/

const workspace = useWorkspace()

describe.each(BUNDLERS)('a bundle by %s', (name, [bin, ...args]) => {
  let project: string

  beforeAll(async () => {
    project = layOut(workspace(), ['build'])
    await run(process.execPath, [join(tool(name), bin), ...args], project)
  }, 60_000)

  afterAll(() => rmSync(project, { recursive: true }))

  it('VT-4: resolves next/* and paths, and caches', async () => {
    expect(JSON.parse(await run(process.execPath, ['out/server.js'], project))).toEqual({
      cache: ['a 1', 'a 1', 'tea 1', 'tea 1', 'milk 2'],
      deco: 'hello you greet',
      full: 'shared',
      nextlib: 'test',
      paths: 'shared',
      so: 'shared',
      sameClass: true,
    })
  })

  it('UC-2: maps a line of a cached function to where it was written', () => {
    const generated = readFileSync(join(project, 'out/server.js'), 'utf8').split('\n')
    const map = new SourceMap(JSON.parse(readFileSync(join(project, 'out/server.js.map'), 'utf8')))
    const line = generated.findIndex(text => CACHED_LINE.test(text))
    const entry = map.findEntry(line, generated[line]!.indexOf('return'))
    const original = readFileSync(join(__dirname, 'fixtures/project/lib/prices.ts'), 'utf8')
    const written = original.split('\n').findIndex(text => CACHED_LINE.test(text))
    expect(entry).toMatchObject({
      originalLine: written,
      originalSource: expect.stringMatching(/lib\/prices\.ts$/),
    })
  })
})
