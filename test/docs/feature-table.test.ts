/** Every row of the feature table in docs/next-compat.md names a test that exists. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Row {
  readonly feature: string
  readonly file: string
  readonly title: string
}

const REPOSITORY = join(__dirname, '../..')
const CHAPTER = '## Feature by feature'

const page = readFileSync(join(REPOSITORY, 'docs/next-compat.md'), 'utf8')
const chapter = page.slice(page.indexOf(CHAPTER)).split(/^## (?!Feature)/m)[0]!
const lines = chapter.split('\n').filter(line => /^\| (?!Feature \||---)/.test(line))
const rows = lines.map(rowOf)

it('there are rows', () => {
  expect(rows.length).toBeGreaterThan(100)
})

it('no feature is listed twice', () => {
  const seen = rows.map(({ feature }) => feature)
  expect(seen.filter((feature, index) => seen.indexOf(feature) !== index)).toEqual([])
})

it.each(rows)('$feature: $file has "$title"', ({ file, title }) => {
  expect(titlesIn(readFileSync(join(REPOSITORY, 'test', file), 'utf8'))).toContain(title)
})

function rowOf(line: string): Row {
  const [, feature, file, title] =
    /^\| (.+?) \|(?: [^|]+ \|){3} \[[^\]]+\]\(\.\.\/test\/([^)]+)\): (.+) \|$/.exec(line) ?? []
  if (feature === undefined || file === undefined || title === undefined) {
    throw new Error(`No row of the feature table: ${line}`)
  }
  return { feature, file, title }
}

/** Titles as they stand in the source, with and without the rule in front of them. */
function titlesIn(source: string): Set<string> {
  const titles = new Set<string>()
  for (const [, single, double, template] of source.matchAll(
    /'([^'\n]+)'|"([^"\n]+)"|`([^`\n]+)`/g,
  )) {
    const title = single ?? double ?? template ?? ''
    titles
      .add(title)
      .add(title.replace(/^[^:]+: /, ''))
      .add(title.replace(/^H\d+ /, ''))
  }
  return titles
}
