/** Findings for people: by file, in the order of the lines, each with what to do about it. */
import { inspect } from 'node:util'
import { shown } from '../directory.js'
import type { Terminal } from '../terminal.js'
import type { Finding } from './finding.js'

interface ReportOptions {
  /** How many were looked at. */
  readonly routes: number
  /** Errors with their stacks. */
  readonly debug: boolean
  readonly terminal: Terminal
}

export function report(findings: readonly Finding[], options: ReportOptions): void {
  const { routes, debug, terminal } = options
  let file: string | undefined
  for (const finding of findings) {
    if (finding.file !== file) terminal.print(terminal.paint('underline', shown(finding.file)))
    file = finding.file
    printFinding(finding, terminal)
    if (debug && 'error' in finding) terminal.print(`${indented(inspect(finding.error))}\n`)
  }
  terminal.print(summary(findings, routes))
}

function printFinding(finding: Finding, { print, paint }: Terminal): void {
  const { severity, code, line, message, fix, frame } = finding
  const place = line === undefined ? '' : `${line}: `
  const colour = severity === 'error' ? 'red' : 'yellow'
  print(`  ${place}${paint(colour, severity)} ${code}`)
  print(indented(message))
  if (frame !== undefined) print(`\n${indented(frame)}\n`)
  print(`${indented(`→ ${fix}`)}\n`)
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '    ')
}

function summary(findings: readonly Finding[], routes: number): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length
  const parts = [counted(errors, 'error'), counted(findings.length - errors, 'warning')]
  return `${counted(routes, 'route')}: ${parts.join(', ')}`
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
