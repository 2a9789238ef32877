const createError = require('http-errors')

function requireUser(req, _res, next) {
  next(req.session.user ? undefined : createError(401, 'Log in first'))
}

module.exports = { requireUser }
