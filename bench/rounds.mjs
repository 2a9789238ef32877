/** Every cell once in each round, in an order drawn anew: what else the machine does meets all alike. */

/** @param measure - takes a cell and the number of the round, gives microseconds. */
export async function inRounds(cells, rounds, measure, log) {
  const samples = cells.map(cell => ({ cell, microseconds: [] }))
  for (let round = 1; round <= rounds; round++) {
    for (const { cell, microseconds } of shuffled(samples))
      microseconds.push(await measure(cell, round))
    log(`round ${round} of ${rounds}`)
  }
  return samples.map(({ cell: { server, workload }, microseconds }) => ({
    server: server.name,
    workload: workload.name,
    microseconds,
  }))
}

function shuffled(list) {
  const drawn = [...list]
  for (let at = drawn.length - 1; at > 0; at--) {
    const other = Math.floor(Math.random() * (at + 1))
    ;[drawn[at], drawn[other]] = [drawn[other], drawn[at]]
  }
  return drawn
}
