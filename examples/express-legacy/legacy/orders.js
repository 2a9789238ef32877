const { Router } = require('express')
const createError = require('http-errors')
const { priceCart } = require('../lib/cart')
const { db, transaction } = require('../lib/db')
const { requireUser } = require('./require-user')

const router = Router()

router.get('/', (req, res) => {
  const { status = null } = req.query
  res.json(db.all('SELECT * FROM orders WHERE status = coalesce(?, status) ORDER BY id', [status]))
})

router.get('/:id', (req, res) => {
  const order = db.get('SELECT * FROM orders WHERE id = ?', req.params.id)
  if (!order) throw createError(404, 'No such order')
  const lines = db.all('SELECT * FROM order_lines WHERE order_id = ?', order.id)
  res.json({ ...order, lines })
})

router.post('/', requireUser, async (req, res) => {
  const { lines } = priceCart(req.session.cart)
  if (lines.length === 0) throw createError(409, 'The cart is empty')
  const id = transaction(() => insertOrder(req.body?.customerId ?? 1, lines))
  delete req.session.cart
  // What app/api/products/bestsellers/route.ts keeps is out of date now.
  await req.app.locals.cache.revalidateTag('orders')
  res.status(201).location(`/api/orders/${id}`).json({ id, status: 'pending' })
})

function insertOrder(customerId, lines) {
  const { lastInsertRowid } = db.run('INSERT INTO orders (customer_id) VALUES (?)', customerId)
  for (const { id, quantity, price_cents } of lines) {
    db.run('INSERT INTO order_lines VALUES (?, ?, ?, ?)', [
      lastInsertRowid,
      id,
      quantity,
      price_cents,
    ])
  }
  return lastInsertRowid
}

module.exports = router
