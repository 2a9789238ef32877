const own = require('@whatwg-node/fetch')
const { createServerAdapter } = require('@whatwg-node/server')
const handlerWith = require('./fetch-handler.cjs')

module.exports = classes => {
  const fetchAPI = classes === 'native' ? globalThis : own
  return createServerAdapter(handlerWith(fetchAPI), { fetchAPI })
}
