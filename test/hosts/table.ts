/**
 * One rule, every host: `rule(id, sentence, check, notApplicable)` becomes one test per host. Hosts
 * that a rule cannot apply to are named together with the reason; nothing is left out silently.
 */
import vm from 'node:vm'
import { isLeftOut } from '../chaos/weather'
import type { Running } from './host/running'
import type { Setup } from './host/setup'
import { allHosts, type Host, type HostName } from './hosts'

export type NotApplicable = Partial<Record<HostName, string>>

/** Starts the host under test; it is stopped when the rule is done. */
export type Start = (setup?: Setup) => Promise<Running>

export type Check = (start: Start, host: Host) => Promise<void>

export function rule(id: string, sentence: string, check: Check, except: NotApplicable = {}): void {
  for (const host of allHosts) {
    if (except[host.name] !== undefined || isLeftOut(host.name, sentence)) continue
    test(`${host.name}: ${id}: ${sentence}`, async () => {
      const started: Running[] = []
      try {
        await check(async setup => {
          const running = await host.start(setup ?? {})
          started.push(running)
          await running.behindChaos()
          return running
        }, host)
      } finally {
        await Promise.all(started.map(running => running.stop()))
      }
    }, 20_000)
  }
}

export const noNext: NotApplicable = {
  'node:http': 'a request listener has nothing behind it',
  'node:http2': 'a request listener has nothing behind it',
}

export const syntaxOfHttp1: NotApplicable = {
  'koa3 over http2': 'syntax of HTTP/1',
  'node:http2': 'syntax of HTTP/1',
}

export const onlyKoa: NotApplicable = {
  express4: 'about Koa',
  express5: 'about Koa',
  fastify5: 'about Koa',
  'node:http': 'about Koa',
  'node:http2': 'about Koa',
}

export const onlyExpress: NotApplicable = {
  fastify5: 'about Express',
  koa2: 'about Express',
  koa3: 'about Express',
  'koa3 over http2': 'about Express',
  'node:http': 'about Express',
  'node:http2': 'about Express',
}

/** The process outside Jest's sandbox: warnings and unhandled rejections arrive there. */
export const outerProcess: NodeJS.Process = vm.runInThisContext('process')

/** Collects process warnings while `run` is going on. */
export async function warningsDuring(run: () => Promise<void>): Promise<any[]> {
  const seen: any[] = []
  const listen = (warning: Error) => seen.push(warning)
  outerProcess.on('warning', listen)
  try {
    await run()
    await new Promise(resolve => setTimeout(resolve, 10))
  } finally {
    outerProcess.off('warning', listen)
  }
  return seen
}
