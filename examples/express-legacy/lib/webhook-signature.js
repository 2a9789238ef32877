const { createHmac } = require('node:crypto')

const secret = process.env.WEBHOOK_SECRET ?? 'webhook-secret-for-trying-out'

/** The value of `x-signature` that the payment provider sends with `body` (a string or bytes). */
function sign(body) {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
}

module.exports = { sign }
