/** The figures as a page. */
const round = value => (value < 10 ? value.toFixed(1) : Math.round(value).toString())
const times = ({ p50, p99 }) => `${round(p50)} µs | ${round(p99)} µs`
const megabytes = bytes => `${(bytes / 1024 / 1024).toFixed(1)} MiB`

const RESULTS = { safe: 'safe', stale: '**stale value stored**' }

/** @param measured - what `scenarios()`, `cost.mjs` and `overExpress()` gave. */
export function page({ scenarios, cost, express, versions }) {
  const { buffer, send, stored, uncached } = express.microseconds
  return `# What caching costs

Written by \`npm run bench:cache\`; Node ${process.version}. Calls of the origin are exact; times are
those of the machine that measured, and only their ratios mean much elsewhere.

## Several processes on one Redis

| | ${Object.keys(scenarios)
    .map(name => `${name}${versions[name] ? ` ${versions[name]}` : ''}`)
    .join(' | ')} |
| --- |${' --- |'.repeat(Object.keys(scenarios).length)}
${row('Calls of the origin for one cold key, 4 processes × 50 reads', scenarios, 'stampede')}
${row('Calls of the origin in 6 s, 4 processes, a value that lasts 1 s', scenarios, 'renewals')}
${row('Invalidated while it is made, by the same process', scenarios, 'sameProcess')}
${row('Invalidated while it is made, by another process', scenarios, 'otherProcess')}

ocache has no tags: the key is invalidated. async-cache-dedupe and ocache are on Redis alone, the others
keep values in memory too. cacheable serves nothing stale: some of its readers wait.

## One read

| | p50 | p99 |
| --- | --- | --- |
| From memory, 10 kB, 5 tags checked | ${times(cost.memoryHit)} |
| The same, 50,000 tags having been invalidated | ${times(cost.memoryHitManyTags)} |
| From Redis, 1 kB | ${times(cost.redisHit1)} |
| From Redis, 10 kB | ${times(cost.redisHit10)} |
| From Redis, 100 kB | ${times(cost.redisHit100)} |
| From memory, having asked Redis first (\`consistency: 'strict'\`) | ${times(cost.strictHit)} |
| An invalidation, until another process has heard of it | ${times(cost.propagation)} |

## Memory

50,000 entries of 10 kB, offered to a bound of 16 MiB: ${cost.bound.entries.toLocaleString('en')} entries, ${megabytes(cost.bound.bytes)} as they are counted,
${megabytes(cost.bound.used)} as the process has grown.

## A route in Express 5

${express.bytes.toLocaleString('en')} bytes of JSON, 32 connections, CPU time of the server for one request, median of ${express.rounds} rounds.

| | CPU | compared with the Buffer |
| --- | --- | --- |
| \`res.end(buffer)\` in a handler of Express | ${round(buffer)} µs | 1.00 |
| \`res.send(buffer)\`, which adds an \`ETag\` as the next one has it | ${round(send)} µs | ${(send / buffer).toFixed(2)} |
| A stored answer (\`dynamic = 'force-static'\`) | ${round(stored)} µs | ${(stored / buffer).toFixed(2)} |
| The same route, run for each request | ${round(uncached)} µs | ${(uncached / buffer).toFixed(2)} |
`
}

function row(title, scenarios, name) {
  const cells = Object.values(scenarios).map(results => RESULTS[results[name]] ?? results[name])
  return `| ${title} | ${cells.join(' | ')} |`
}
