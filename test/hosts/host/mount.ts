/** What every host prepares the same way: directory, options, the inline handler. */
import path from 'node:path'
import { register } from '../fixtures/inline'
import type { Layer } from './layer'
import type { Recordings } from './running'
import type { BeforeName, Mount, Setup } from './setup'

const fixtures = path.join(__dirname, '../fixtures')

export function directory(mount: Mount): string | NonNullable<Mount['manifest']> {
  return mount.manifest ?? path.resolve(fixtures, mount.dir ?? 'app')
}

/** Options of a mount: errors are recorded. */
export function options(mount: Mount, seen: Recordings): Record<string, unknown> {
  return {
    onError: (error: unknown) => void seen.reported.push(error),
    ...mount.options,
  }
}

/** Registers the handler of the setup and gives the path it answers at. */
export function inlinePath(setup: Setup): string {
  const prefix = setup.path && setup.path !== '/' ? setup.path : ''
  return `${prefix}/inline/${register(setup.handler)}`
}

/** The order of `before` is kept: names become middlewares through `named`, layers go as they are. */
export function stack<M>(
  setup: Setup,
  named: (names: readonly string[]) => M[],
  own: (layer: Layer) => M,
): M[] {
  const entries: ReadonlyArray<BeforeName | Layer | string> = [
    ...(setup.before ?? []),
    ...(setup.parsers ?? []),
  ]
  return entries.flatMap(entry => (typeof entry === 'string' ? named([entry]) : [own(entry)]))
}

/** Body of the JSON answer that error middlewares give. */
export function errorBody(error: any): object {
  return { failed: true, status: error?.status ?? 500, code: error?.code }
}

/** Reads what is left of a request, for the legacy echo. */
export async function remains(req: any): Promise<string> {
  if (req.readableDidRead || req.readableEnded) return ''
  const pieces: Buffer[] = []
  for await (const piece of req) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString()
}
