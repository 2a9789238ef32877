/**
 * Node's `setImmediate`, taken when this module is evaluated: a test that installs a fake clock
 * afterwards must not keep an answer from ending.
 */
import { setImmediate as ofNode } from 'node:timers'

export const setImmediate = ofNode
