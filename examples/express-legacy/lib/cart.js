const createError = require('http-errors')
const { db } = require('./db')

/**
 * A cart lives in the session as `{ [productId]: quantity }`. Both halves of the shop write it,
 * so its rules are here.
 */
function putInCart(cart, productId, quantity) {
  if (!Number.isInteger(quantity) || quantity < 1) {
    throw createError(422, 'quantity must be a positive integer')
  }
  if (db.get('SELECT 1 FROM products WHERE id = ?', Number(productId)) === null) {
    throw createError(422, `There is no product ${Number(productId)}`)
  }
  cart[productId] = quantity
}

/** The lines of a cart with today's prices. */
function priceCart(cart = {}) {
  const lines = Object.entries(cart).flatMap(([productId, quantity]) => {
    const product = db.get('SELECT id, name, price_cents FROM products WHERE id = ?', productId)
    return product ? [{ ...product, quantity }] : [] // it may have been deleted since
  })
  const total = lines.reduce((sum, line) => sum + line.price_cents * line.quantity, 0)
  return { lines, total_cents: total }
}

module.exports = { priceCart, putInCart }
