#!/usr/bin/env node
/** The command `route-handlers`. */
import { run } from './program.js'
import { openTerminal } from './terminal.js'

const terminal = openTerminal()
run(process.argv, terminal).then(code => terminal.end(code))
