const path = require('node:path')
const { randomBytes } = require('node:crypto')
const compression = require('compression')
const cors = require('cors')
const express = require('express')
const session = require('express-session')
const helmet = require('helmet')
const { keepRawBody, routeHandlers } = require('route-handlers/express')
const legacy = require('./legacy')
const { errorHandler, notFound } = require('./legacy/errors')
const { db } = require('./lib/db')
const { start } = require('./lib/start')

const routes = routeHandlers(path.join(__dirname, 'app'), {
  fallthrough: 'method',
  context: req => ({ session: req.session, user: req.session.user }),
})

const app = express()
app.locals.db = db
app.locals.cache = routes.cache

app.use(helmet())
app.use(cors())
app.use(compression())
app.use(express.json({ verify: keepRawBody }))
app.use(express.urlencoded({ extended: true }))
app.use(
  session({
    name: 'shop.sid',
    secret: process.env.SESSION_SECRET ?? randomBytes(32).toString('hex'),
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax' },
  }),
)

// What has a route file is answered there; every other path and method is still the old code's.
app.use(routes)
app.use('/api', legacy)

app.use(notFound)
app.use(errorHandler)

start(app, routes)
