/** The process that generates load with autocannon: one job per message. */
import autocannon from 'autocannon'

process.on('message', async job => {
  const result = await autocannon(job)
  const { errors, timeouts, statusCodeStats } = result
  const statuses = Object.fromEntries(
    Object.entries(statusCodeStats).map(([status, { count }]) => [status, count]),
  )
  process.send({ errors: errors + timeouts, statuses })
})
