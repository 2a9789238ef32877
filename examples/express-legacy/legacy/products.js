const { Router } = require('express')
const createError = require('http-errors')
const { db } = require('../lib/db')
const { requireUser } = require('./require-user')

// Half migrated: GET and POST are app/api/products/**/route.ts.
const router = Router()

router.put('/:id', requireUser, (req, res) => {
  const { name = null, price_cents = null, stock = null } = req.body
  const { changes } = db.run(
    `UPDATE products SET name = coalesce(?, name), price_cents = coalesce(?, price_cents),
                         stock = coalesce(?, stock)
     WHERE id = ?`,
    [name, price_cents, stock, req.params.id],
  )
  if (changes === 0) throw createError(404, 'No such product')
  res.json(db.get('SELECT * FROM products WHERE id = ?', req.params.id))
})

router.delete('/:id', requireUser, (req, res) => {
  if (db.get('SELECT 1 FROM order_lines WHERE product_id = ?', req.params.id)) {
    throw createError(409, 'The product has been ordered and cannot be deleted')
  }
  const { changes } = db.run('DELETE FROM products WHERE id = ?', req.params.id)
  if (changes === 0) throw createError(404, 'No such product')
  res.sendStatus(204)
})

module.exports = router
