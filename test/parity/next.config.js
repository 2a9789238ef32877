/** @type {import('next').NextConfig} */
module.exports = {
  // Compression is the host's business; without it Next appends no Accept-Encoding to Vary.
  compress: false,
  // The lockfile of the repository above is not the root of this project.
  turbopack: { root: __dirname },
  // Two files export no method, which the types forbid: that is what they are for.
  typescript: { ignoreBuildErrors: true },
}
