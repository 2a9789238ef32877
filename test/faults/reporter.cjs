/** Prints a line per host after the run: how many rows of the fault tables ran, and how many passed. */
module.exports = class FaultsReporter {
  onRunComplete(_contexts, results) {
    const hosts = new Map()
    for (const file of results.testResults) {
      if (!/[\\/]test[\\/]faults[\\/]/.test(file.testFilePath)) continue
      for (const { title, status } of file.testResults) {
        const [, row, host] = /^(?:row|section) (\S+), (\S+(?: over \S+)?): /.exec(title) ?? []
        if (host === undefined || status === 'pending') continue
        if (!hosts.has(host)) hosts.set(host, new Map())
        const rows = hosts.get(host)
        rows.set(row, rows.get(row) !== false && status === 'passed')
      }
    }
    for (const [host, rows] of hosts) {
      const passed = [...rows.values()].filter(Boolean).length
      process.stdout.write(`faults: ${host}: ${passed} of ${rows.size} rows passed\n`)
    }
  }
}
