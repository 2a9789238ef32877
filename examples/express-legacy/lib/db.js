/**
 * The one database of the shop. The legacy router requires this module, the route files import
 * it, and both get the same open connection.
 */
const path = require('node:path')
const { Database } = require('node-sqlite3-wasm')
const { seed } = require('./seed')

const file = process.env.DATABASE_FILE ?? path.join(__dirname, '..', 'shop.db')
const db = new Database(file)

if (db.get("SELECT 1 FROM sqlite_master WHERE name = 'products'") === null) {
  transaction(() => seed(db))
}

/** Runs `work` and keeps all of its statements, or none if it throws. */
function transaction(work) {
  db.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    db.exec('COMMIT')
    return result
  } catch (error) {
    db.exec('ROLLBACK')
    throw error
  }
}

module.exports = { db, file, transaction }
