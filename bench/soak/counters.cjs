/** What route files count and the process of the server tells. */
const counts = {}
exports.counts = counts

/** Requests inside a handler, by the number that the client gave them. */
exports.running = new Set()

exports.add = (name, by = 1) => {
  counts[name] = (counts[name] ?? 0) + by
}

exports.atLeast = (name, value) => {
  counts[name] = Math.max(counts[name] ?? value, value)
}
