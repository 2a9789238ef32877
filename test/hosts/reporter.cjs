/** Prints one line after the run: how many rules ran over how many hosts, and how many passed. */
module.exports = class HostsReporter {
  onRunComplete(_contexts, results) {
    const rules = new Set()
    const hosts = new Set()
    let passed = 0
    for (const file of results.testResults) {
      if (!/[\\/]test[\\/]hosts[\\/]/.test(file.testFilePath)) continue
      for (const { title, status } of file.testResults) {
        const [, host, rule] = /^(\S+(?: over \S+)?): (.+)$/.exec(title) ?? []
        if (!rule || status === 'pending') continue
        hosts.add(host)
        rules.add(rule)
        if (status === 'passed') passed++
      }
    }
    if (rules.size > 0)
      process.stdout.write(`hosts: ${rules.size} rules × ${hosts.size} hosts, ${passed} passed\n`)
  }
}
