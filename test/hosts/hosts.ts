/** The hosts that the one table of rules runs over. */
import { startExpress } from './host/express'
import { startFastify } from './host/fastify'
import { startKoa } from './host/koa'
import { startNode } from './host/node'
import type { Running } from './host/running'
import type { Setup } from './host/setup'

export type HostName =
  | 'express4'
  | 'express5'
  | 'fastify5'
  | 'koa2'
  | 'koa3'
  | 'koa3 over http2'
  | 'node:http'
  | 'node:http2'

export interface Host {
  readonly name: HostName
  readonly kind: 'express' | 'fastify' | 'koa' | 'node'
  readonly http2: boolean
  start(setup: Setup): Promise<Running>
}

/** The versions of a host differ in little: where all of them are run elsewhere, some are enough. */
const chosen = process.env['RH_ONLY_HOSTS']?.split(',')
const isChosen = ({ name }: Host): boolean => chosen?.includes(name) ?? true

export const hosts: readonly Host[] = (
  [
    {
      name: 'express4',
      kind: 'express',
      http2: false,
      start: setup => startExpress('express4', setup),
    },
    {
      name: 'express5',
      kind: 'express',
      http2: false,
      start: setup => startExpress('express', setup),
    },
    { name: 'koa2', kind: 'koa', http2: false, start: setup => startKoa('koa2', setup) },
    { name: 'koa3', kind: 'koa', http2: false, start: setup => startKoa('koa', setup) },
    {
      name: 'koa3 over http2',
      kind: 'koa',
      http2: true,
      start: setup => startKoa('koa', setup, 'http2'),
    },
    { name: 'node:http', kind: 'node', http2: false, start: setup => startNode('http', setup) },
    { name: 'node:http2', kind: 'node', http2: true, start: setup => startNode('http2', setup) },
  ] satisfies Host[]
).filter(isChosen)

/** All of them. The fault tables are not run over Fastify, whose own server answers many rows. */
export const allHosts: readonly Host[] = [
  ...hosts,
  ...[{ name: 'fastify5', kind: 'fastify', http2: false, start: startFastify } as const].filter(
    isChosen,
  ),
]
