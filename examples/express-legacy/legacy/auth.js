const { promisify } = require('node:util')
const { Router } = require('express')
const createError = require('http-errors')
const { db } = require('../lib/db')
const { passwordMatches } = require('../lib/passwords')
const { requireUser } = require('./require-user')

const router = Router()

router.post('/login', async (req, res) => {
  const { name, password } = req.body ?? {}
  const user = db.get('SELECT * FROM users WHERE name = ?', String(name))
  if (!user || !passwordMatches(String(password), user.password_hash)) {
    throw createError(401, 'Wrong name or password')
  }
  const { cart } = req.session
  await promisify(req.session.regenerate).call(req.session) // no session fixation
  req.session.cart = cart
  req.session.user = { id: user.id, name: user.name, role: user.role }
  res.json(req.session.user)
})

router.post('/logout', async (req, res) => {
  await promisify(req.session.destroy).call(req.session)
  res.clearCookie('shop.sid').sendStatus(204)
})

router.get('/me', requireUser, (req, res) => {
  res.json(req.session.user)
})

module.exports = router
