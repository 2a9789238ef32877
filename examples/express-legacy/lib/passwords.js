const { randomBytes, scryptSync, timingSafeEqual } = require('node:crypto')

const derive = (password, salt) => scryptSync(password, salt, 32)

/** `salt.hash`, both hexadecimal. */
function hashPassword(password) {
  const salt = randomBytes(16).toString('hex')
  return `${salt}.${derive(password, salt).toString('hex')}`
}

function passwordMatches(password, stored) {
  const [salt, hash] = stored.split('.')
  return timingSafeEqual(derive(password, salt), Buffer.from(hash, 'hex'))
}

module.exports = { hashPassword, passwordMatches }
