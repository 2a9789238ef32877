/** Reliability 5.2: the table holds when bytes come one by one. */
import { runTable } from './hosts-table'

runTable('dribble', ['express5', 'koa3 over http2'])
