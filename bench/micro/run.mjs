/** The process of the micro benchmarks; sends its results, or prints them when run by itself. */
import { convert } from './convert.mjs'
import { cookies } from './cookies.mjs'
import { fallThrough } from './fall-through.mjs'
import { lookup } from './lookup.mjs'
import { precedence } from './precedence.mjs'
import { microTables } from './tables.mjs'

// The small ones first: a heap with 100,000 routes is no place for them.
const results = {
  convert: [...(await convert()), ...(await cookies())],
  fallThrough: await fallThrough(),
  precedence: precedence(),
  lookup: await lookup(),
}
if (process.send) process.send(results)
else console.log(microTables(results))
