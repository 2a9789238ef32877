const { Router } = require('express')
const { db } = require('../lib/db')

const router = Router()

router.get('/sales', (_req, res) => {
  res.json(
    db.all(`
      SELECT p.sku, p.name, sum(l.quantity) AS sold, sum(l.quantity * l.price_cents) AS revenue_cents
      FROM order_lines l JOIN products p ON p.id = l.product_id
      GROUP BY p.id ORDER BY revenue_cents DESC`),
  )
})

router.get('/stock.csv', (_req, res) => {
  const rows = db.all('SELECT sku, stock FROM products ORDER BY stock, sku')
  res.type('csv').send(['sku,stock', ...rows.map(row => `${row.sku},${row.stock}`), ''].join('\n'))
})

module.exports = router
