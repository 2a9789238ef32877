/** An Express application, with or without route files, on a server with the options made for it. */
const express = require('./express.cjs')
const routes = require('./express-routes.cjs')
const { adapter } = require('./dist.cjs')

module.exports = directory => {
  const app = directory ? routes(directory) : express()
  return Object.assign(app, { serverOptions: adapter('express').serverOptions(app) })
}
