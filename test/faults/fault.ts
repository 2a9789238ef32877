/**
 * One row of the fault tables, run over every host: `fault({ row: 17, … })` becomes one test per
 * host, named `row 17, express5: …`. Each case ends with a second request on the same connection
 * and one on a new connection; a warning nobody announced, a rejection without handler or an
 * uncaught exception fails it.
 */
import { register } from '../hosts/fixtures/inline'
import type { Handler, Setup } from '../hosts/host/setup'
import { hosts } from '../hosts/hosts'
import type { NotApplicable } from '../hosts/table'
import { Client, type Probe } from './client'
import { serverOf } from './servers'
import { warningsOf } from './trap'

export interface Row<T> {
  /** Number in the tables A to K; a section (`'4.1'`) where the text is no table. */
  readonly row: number | string
  readonly title: string
  /** What the host looks like. Rows that name the same object share one server per host. */
  readonly setup?: Setup
  /** Answers at `client.path`; by default with the text `handled`. */
  readonly handler?: Handler
  send(client: Client): Promise<T> | T
  expect(outcome: T, client: Client): Promise<void> | void
  /**
   * What becomes of the HTTP/1 connection of the case: `kept` (default) if the next request on it
   * must be answered, `closed` if the server must close it. An HTTP/2 session is kept by both.
   */
  readonly connection?: 'kept' | 'closed' | 'either'
  /** The request that shows the server is alive; `GET /reads` below the mount path by default. */
  readonly probe?: Probe
  /** Codes of warnings that may be given; any other warning fails the case. */
  readonly warns?: readonly string[]
  /** Hosts that the row cannot apply to, each with the reason. */
  readonly except?: NotApplicable
}

const PLAIN: Setup = {}

export function fault<T>(row: Row<T>): void {
  const { setup = PLAIN, except = {}, warns = [] } = row
  const prefix = setup.path && setup.path !== '/' ? setup.path : ''
  let current: Client | undefined
  const path = `${prefix}/inline/${register((request, context) => {
    current?.requests.push(request)
    return row.handler ? row.handler(request, context) : new Response('handled')
  })}`
  const probe = row.probe ?? { path: `${prefix}/reads` }
  for (const host of hosts) {
    if (except[host.name] !== undefined) continue
    const label = typeof row.row === 'number' ? 'row' : 'section'
    test(`${label} ${row.row}, ${host.name}: ${row.title}`, async () => {
      const app = await serverOf(host, setup)
      const client = new Client(host, app, path)
      current = client
      const warnings = await warningsOf(async () => {
        try {
          await row.expect(await row.send(client), client)
          await client.checkConnection(row.connection ?? 'kept', probe)
        } finally {
          client.close()
        }
        await client.checkServer(probe)
      })
      expect(warnings.filter(({ code }) => !warns.includes(String(code)))).toEqual([])
    }, 20_000)
  }
}
