/** This package as it is built, in dist/ or where RH_DIST says. */
const { join, resolve } = require('node:path')

const dist = resolve(process.env.RH_DIST ?? join(__dirname, '../../dist'))

exports.adapter = name => require(join(dist, 'adapters', `${name}.js`))
exports.source = name => require(join(dist, 'src', `${name}.js`))
