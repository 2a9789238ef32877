const { join } = require('node:path')
const Koa = require('koa')
const { routeHandlers } = require('route-handlers/koa')

module.exports = directory =>
  new Koa().use(routeHandlers(join(__dirname, '../app', directory))).callback()
