const { join } = require('node:path')
const Koa = require('koa')
const { adapter } = require('./dist.cjs')

module.exports = directory =>
  new Koa().use(adapter('koa').routeHandlers(join(__dirname, '../app', directory))).callback()
