const { tmpdir } = require('node:os')
const path = require('node:path')
const { sign } = require('./webhook-signature')

const jar = path.join(tmpdir(), 'shop.cookies')
const payment = '{"event": "payment.succeeded",  "orderId": 1}' // two spaces: the bytes matter
const json = `-H 'content-type: application/json'`
const cookies = `-b ${jar} -c ${jar}`

/** [who answers, path, further arguments of curl] */
const steps = [
  ['app/api/products/route.ts', '/api/products?maxPrice=1000'],
  ['legacy/search.js', '/api/search?q=tea'],
  ['legacy/auth.js', '/api/login', `${cookies} -d name=ada -d password=lovelace`],
  ['app/api/account/route.ts, sees the session', '/api/account', cookies],
  ['app/api/cart/route.ts', '/api/cart', `${cookies} ${json} -d '{"productId": 2}'`],
  [
    'legacy/cart.js, same path, other method',
    '/api/cart',
    `${cookies} -X PUT ${json} -d '{"lines": [{"productId": 5, "quantity": 2}]}'`,
  ],
  [
    'app/api/products/bestsellers/route.ts, kept until something is ordered',
    '/api/products/bestsellers',
  ],
  ['legacy/orders.js, orders what is in the cart', '/api/orders', `${cookies} -X POST`],
  ['app/api/products/bestsellers/route.ts, made anew', '/api/products/bestsellers'],
  [
    'app/api/webhooks/payments/route.ts, signed over the raw bytes',
    '/api/webhooks/payments',
    `-i ${json} -H 'x-signature: ${sign(payment)}' -d '${payment}'`,
  ],
  ['legacy/orders.js, order 1 is paid now', '/api/orders/1'],
  [
    'app/api/preferences/route.ts',
    '/api/preferences',
    `${cookies} -X PUT ${json} -d '{"locale": "de"}'`,
  ],
  [
    'app/api/products/newest/route.ts redirects to app/api/products/[id]/route.ts',
    '/api/products/newest',
    `-L ${cookies}`,
  ],
  ['app/api/uploads/route.ts', '/api/uploads', `${cookies} -F file=@package.json`],
  ['app/api/database/route.ts, one connection for both halves', '/api/database'],
  ['app/api/crash/route.ts throws, legacy/errors.js answers', '/api/crash'],
  ['nobody: legacy/errors.js', '/api/nothing'],
  [
    'app/api/ticker/route.ts, a stream through compression(); stop it with Ctrl+C',
    '/api/ticker',
    '-N --compressed',
  ],
]

/** What the server prints when it is up: commands that can be pasted, each with who answers. */
function tour(origin) {
  const commands = steps.map(([who, to, options = '']) => {
    const curl = ['curl', options, `'${origin}${to}'`].filter(Boolean).join(' ')
    return `# ${who}\n${curl}`
  })
  return [`The shop is open at ${origin}. Try:`, ...commands, ''].join('\n\n')
}

module.exports = { tour }
