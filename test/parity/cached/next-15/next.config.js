/** @type {import('next').NextConfig} */
module.exports = {
  compress: false,
  // Of a project of its own below another one.
  outputFileTracingRoot: __dirname,
  experimental: { useCache: true, cacheLife: { blog: { revalidate: 120, expire: 600 } } },
}
