/** What `route-handlers check` reports. */

/** Errors do not work on the server; warnings do, but not in Next.js, or look like a mistake. */
export type Severity = 'error' | 'warning'

/** Errors have the `RH_…` code that the server itself would give. docs/cli.md explains the others. */
export const WARNINGS = [
  'commonjs-route',
  'default-export',
  'dynamic-config',
  'edge-import',
  'extra-context',
  'file-ignored',
  'lowercase-method',
  'method-not-in-next',
  'own-import',
  'refused-import',
  'unknown-export',
] as const

export type WarningCode = (typeof WARNINGS)[number]

export interface Finding {
  readonly severity: Severity
  readonly code: WarningCode | `RH_${string}`
  /** Absolute. */
  readonly file: string
  /** One-based; `undefined` where the file as a whole is meant. */
  readonly line: number | undefined
  readonly message: string
  readonly fix: string
  /** The source lines, where an error points at one. */
  readonly frame?: string
  /** What was thrown. */
  readonly error?: unknown
}

/** A finding that does not keep the server from running. */
export function warning(
  code: WarningCode,
  file: string,
  line: number | undefined,
  message: string,
  fix: string,
): Finding {
  return { severity: 'warning', code, file, line, message, fix }
}

/** By place; one that several routes lead to is there once. */
export function sorted(findings: readonly Finding[]): Finding[] {
  const unique = new Map(findings.map(each => [keyOf(each), each]))
  return [...unique.values()].sort(
    (a, b) => compare(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0) || compare(a.code, b.code),
  )
}

function keyOf({ code, file, line, message }: Finding): string {
  return JSON.stringify([code, file, line, message])
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
