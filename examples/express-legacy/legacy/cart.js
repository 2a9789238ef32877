const { Router } = require('express')
const { priceCart, putInCart } = require('../lib/cart')

// Half migrated: GET and POST /api/cart are app/api/cart/route.ts.
const router = Router()

router.put('/', (req, res) => {
  const cart = {}
  for (const { productId, quantity } of req.body.lines) putInCart(cart, productId, quantity)
  req.session.cart = cart
  res.json(priceCart(cart))
})

router.delete('/', (req, res) => {
  delete req.session.cart
  res.sendStatus(204)
})

module.exports = router
