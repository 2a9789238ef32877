/** NXT-5: which importers of `next/server` may call what reads the request scope. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fastPaths } from '../../../src/fast-paths'
import { asksScope } from '../../../src/modules/asks-scope'

let dir: string
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'asks-scope-'))
})
afterAll(() => rmSync(dir, { recursive: true }))

const TABLE: readonly (readonly [source: string, asks: boolean])[] = [
  ["import { NextResponse } from 'next/server'", false],
  ['import { NextResponse } from "next/server"', false],
  ["import { NextResponse } from 'next/server.js'", false],
  ["import { type NextRequest, NextResponse } from 'next/server'", false],
  ["import type { NextRequest } from 'next/server'", false],
  ["import {\n  NextRequest,\n  NextResponse,\n} from 'next/server'", false],
  ["import { NextResponse as R } from 'next/server'", false],
  ["export { NextResponse } from 'next/server'", false],
  ["const { NextResponse } = require('next/server')", false],
  ["const { NextResponse: R } = require( 'next/server' )", false],
  ["import { NextRequest } from 'next/server'\nexport { NextResponse } from 'next/server'", false],

  ["import { after } from 'next/server'", true],
  ["import { after as later } from 'next/server'", true],
  ["import { unstable_after } from 'next/server'", true],
  ["import { connection, NextResponse } from 'next/server'", true],
  ["export { after } from 'next/server'", true],
  ["export * from 'next/server'", true],
  ["export * as server from 'next/server'", true],
  ["import * as server from 'next/server'\nserver['af' + 'ter'](mail)", true],
  ["import server from 'next/server'", true],
  ["import server, { NextResponse } from 'next/server'", true],
  ["import 'next/server'", true],
  ["const { NextResponse, ...rest } = require('next/server')", true],
  ["const { ['af' + 'ter']: later } = require('next/server')", true],
  ["const server_1 = require('next/server')", true],
  ["module.exports = require('next/server')", true],
  ["module.exports = { ...require('next/server') }", true],
  ["const server = await import('next/server')", true],
  ["import { NextResponse } from 'next/server'\nmodule.exports = require('next/server')", true],
  ["import { NextResponse } from 'next/dist/api/server'", true],
  ["import(name) // with the name put together elsewhere: 'next/server'", true],
  ["import { NextResponse } from 'next/server' // see after()", true],
]

describe('asksScope(importer)', () => {
  it.each(TABLE)('%j: %s', (source, asks) => {
    const file = join(dir, 'route.ts')
    writeFileSync(file, source)
    expect(asksScope(file)).toBe(asks || !fastPaths)
  })

  it('a file that was edited is read again', () => {
    const file = join(dir, 'route.ts')
    writeFileSync(file, TABLE[0]![0])
    expect(asksScope(file)).toBe(!fastPaths)
    writeFileSync(file, "import { after } from 'next/server'")
    expect(asksScope(file)).toBe(true)
  })

  it.each([undefined, '/no/such/file.ts'])('doubt counts as a yes: %s', importer => {
    expect(asksScope(importer)).toBe(true)
  })
})
