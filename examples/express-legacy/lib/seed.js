const fs = require('node:fs')
const path = require('node:path')
const { hashPassword } = require('./passwords')

const schema = fs.readFileSync(path.join(__dirname, 'schema.sql'), 'utf8')

const users = [['ada', 'lovelace', 'clerk']]

const products = [
  ['TEA-01', 'Green tea', 490, 120],
  ['TEA-02', 'Earl Grey', 520, 80],
  ['TEA-03', 'Rooibos', 450, 0],
  ['COF-01', 'Coffee beans', 1290, 45],
  ['CUP-01', 'Stoneware cup', 1450, 30],
  ['CUP-02', 'Travel mug', 2490, 12],
  ['POT-01', 'Cast-iron teapot', 5900, 4],
]

const customers = [
  ['Grace Hopper', 'grace@example.com', 'Arlington'],
  ['Alan Turing', 'alan@example.com', 'Wilmslow'],
  ['Radia Perlman', 'radia@example.com', 'Boston'],
]

/** [customer, status, [[product, quantity], …]] */
const orders = [
  [1, 'pending', [[1, 2], [5, 1]]], // biome-ignore format: a table
  [2, 'paid', [[4, 1]]],
  [3, 'shipped', [[7, 1], [2, 3]]], // biome-ignore format: a table
]

/** Creates the tables and fills them. */
function seed(db) {
  db.exec(schema)
  for (const [name, password, role] of users) {
    db.run('INSERT INTO users (name, password_hash, role) VALUES (?, ?, ?)', [
      name,
      hashPassword(password),
      role,
    ])
  }
  for (const product of products) {
    db.run('INSERT INTO products (sku, name, price_cents, stock) VALUES (?, ?, ?, ?)', product)
  }
  for (const customer of customers) {
    db.run('INSERT INTO customers (name, email, city) VALUES (?, ?, ?)', customer)
  }
  for (const [customer, status, lines] of orders) {
    const values = [customer, status]
    const order = db.run('INSERT INTO orders (customer_id, status) VALUES (?, ?)', values)
    for (const [product, quantity] of lines) {
      db.run(
        `INSERT INTO order_lines (order_id, product_id, quantity, price_cents)
         SELECT ?, id, ?, price_cents FROM products WHERE id = ?`,
        [order.lastInsertRowid, quantity, product],
      )
    }
  }
}

module.exports = { seed }
