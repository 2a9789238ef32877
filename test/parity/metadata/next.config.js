const { join } = require('node:path')

/** @type {import('next').NextConfig} */
module.exports = {
  compress: false,
  // The packages are those of the folder above.
  turbopack: { root: join(__dirname, '..') },
}
