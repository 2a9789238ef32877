const { STATUS_CODES } = require('node:http')
const createError = require('http-errors')

function notFound(req, _res, next) {
  next(createError(404, `No endpoint at ${req.method} ${req.path}`))
}

/** Every error of the server ends here, whichever half it comes from. */
function errorHandler(error, req, res, next) {
  if (res.headersSent) return next(error)
  const status = error.status ?? 500
  if (status >= 500) console.error(error)
  const message = status < 500 ? error.message : STATUS_CODES[status]
  res.status(status).json({ error: { status, message, path: req.originalUrl } })
}

module.exports = { errorHandler, notFound }
