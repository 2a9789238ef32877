/** The list in the README: between two marks, written from a run of the tests. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Client } from './clients'

const README = join(__dirname, '../../README.md')
const BEGIN = '<!-- begin of what `node test/clients/works-with.mjs` writes -->'
const END = '<!-- end of it -->'

/** As installed, and not as asked for. */
export function versionOf({ name }: Client): string {
  const manifest = join(__dirname, 'node_modules', name, 'package.json')
  return JSON.parse(readFileSync(manifest, 'utf8')).version
}

export function listOf(clients: readonly Client[]): string {
  const rows = clients.map(
    client => `| \`${client.name}\` | ${versionOf(client)} | \`${client.line}\` |`,
  )
  const head = ['| Package | Tested | In the route file |', '| --- | --- | --- |']
  return ['', ...head, ...rows, ''].join('\n')
}

/** What the README has now. */
export function listed(): string {
  return split()[1]
}

export function write(list: string): void {
  const [before, , after] = split()
  writeFileSync(README, [before, BEGIN, list, END, after].join(''))
}

function split(): [before: string, list: string, after: string] {
  const text = readFileSync(README, 'utf8')
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)]
  if (begin < 0 || end < begin) throw new Error(`${README} has no place for the list of clients`)
  const list = text.slice(begin + BEGIN.length, end)
  return [text.slice(0, begin), list, text.slice(end + END.length)]
}
