const { Router } = require('express')
const createError = require('http-errors')
const { db } = require('../lib/db')

const router = Router()

router.get('/', (_req, res) => {
  res.json(db.all('SELECT id, name, city FROM customers ORDER BY name'))
})

router.get('/:id', (req, res) => {
  const customer = db.get('SELECT * FROM customers WHERE id = ?', req.params.id)
  if (!customer) throw createError(404, 'No such customer')
  const orders = db.all('SELECT id, status FROM orders WHERE customer_id = ?', customer.id)
  res.json({ ...customer, orders })
})

module.exports = router
