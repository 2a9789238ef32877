/** Reliability 5.2: the table holds when messages come in pieces of random sizes. */
import { runTable } from './hosts-table'

runTable('rechunk', ['koa3', 'node:http2'])
