/** The API as it was before the first route file, less what has moved to `app/`. */
const { Router } = require('express')

const router = Router()

router.use(require('./auth'))
router.use('/cart', require('./cart'))
router.use('/customers', require('./customers'))
router.use('/orders', require('./orders'))
router.use('/products', require('./products'))
router.use('/reports', require('./reports'))
router.use('/search', require('./search'))

module.exports = router
