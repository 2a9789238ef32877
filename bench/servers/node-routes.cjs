const { join } = require('node:path')
const { adapter } = require('./dist.cjs')

module.exports = directory =>
  adapter('node').createRequestListener(join(__dirname, '../app', directory))
