/** Routes by the thousand, each with two parameters; as a manifest, for files would take minutes. */
const { adapter, source } = require('./dist.cjs')

module.exports = count => {
  const { NextResponse } = source('next/server')
  const GET = async (_request, { params }) => NextResponse.json(await params)
  const routes = Array.from({ length: Number(count) }, (_, n) => [
    `area${n % 100}/things${n}/[id]/parts/[part]/route.ts`,
    { GET },
  ])
  return adapter('node').createRequestListener(Object.fromEntries(routes))
}
