/**
 * Programs out of Markdown. A block that names a file (```js file=server.js) is a file of the
 * program of its chapter; a block of commands (```sh run) is how a reader would try it. A chapter
 * without a `server.js` of its own is served by that of the document's first program.
 */

export interface Program {
  /** The document and the heading above the program. */
  readonly title: string
  readonly files: Map<string, string>
  /** Command lines, each followed by the lines it prints as `# …`. */
  readonly commands: string[]
}

/** A block of code that is no program: it must at least parse. */
export interface Fragment {
  readonly title: string
  readonly language: string
  readonly code: string
}

interface Block {
  readonly title: string
  readonly language: string
  readonly info: string
  readonly lines: string[]
}

export function programsOf(document: string, markdown: string): Program[] {
  const programs = new Map<string, Program>()
  for (const { title, info, lines } of blocksOf(document, markdown)) {
    const file = /^file=(.+)$/.exec(info)?.[1]
    if (file === undefined && info !== 'run') continue
    const program: Program = programs.get(title) ?? { title, files: new Map(), commands: [] }
    programs.set(title, program)
    if (file === undefined) program.commands.push(...lines)
    else program.files.set(file, `${lines.join('\n')}\n`)
  }
  return withServers([...programs.values()])
}

export function fragmentsOf(document: string, markdown: string): Fragment[] {
  return blocksOf(document, markdown)
    .filter(({ language, info }) => /^[cm]?[jt]sx?$/.test(language) && info === '')
    .map(({ title, language, lines }) => ({ title, language, code: lines.join('\n') }))
}

function withServers([first, ...others]: Program[]): Program[] {
  if (first === undefined) return []
  const server = first.files.get('server.js')
  for (const { files } of others) {
    const hasOwn = [...files.keys()].some(name => /^server\.\w+$/.test(name))
    if (server !== undefined && !hasOwn) files.set('server.js', server)
  }
  return [first, ...others]
}

function blocksOf(document: string, markdown: string): Block[] {
  const blocks: Block[] = []
  let title = document
  let open: Block | undefined
  for (const line of markdown.split('\n')) {
    const [, language, info] = /^```(\S*)\s*(.*)$/.exec(line) ?? []
    if (open !== undefined) {
      if (line !== '```') open.lines.push(line)
      else open = undefined
    } else if (language !== undefined) {
      open = { title, language, info: info ?? '', lines: [] }
      blocks.push(open)
    } else if (/^#+ /.test(line)) title = `${document}: ${line.replace(/^#+ /, '')}`
  }
  return blocks
}
