const { Router } = require('express')
const { db } = require('../lib/db')

const router = Router()

router.get('/', (req, res) => {
  const like = `%${req.query.q ?? ''}%`
  res.json({
    products: db.all('SELECT id, name FROM products WHERE name LIKE ?', like),
    customers: db.all('SELECT id, name FROM customers WHERE name LIKE ?', like),
  })
})

module.exports = router
