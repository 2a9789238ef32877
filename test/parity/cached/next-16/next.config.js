const { join } = require('node:path')

/** @type {import('next').NextConfig} */
module.exports = {
  compress: false,
  // The packages are those of the folder of all parity tests.
  turbopack: { root: join(__dirname, '../..') },
  cacheLife: { blog: { revalidate: 120, expire: 600 } },
  experimental: { useCache: true },
}
