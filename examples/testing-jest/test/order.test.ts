/** One route module, imported by the test. */
import { callRoute } from 'route-handlers/testing'
import { addOrder } from '../lib/orders'

const route = '/orders/[id]'

test('parameters are read from the URL', async () => {
  const { id } = addOrder('tea')
  const response = await callRoute(import('../app/orders/[id]/route'), `/orders/${id}`, { route })
  expect(await response.json()).toEqual({ id, item: 'tea' })
})

test('notFound() is an answer', async () => {
  const response = await callRoute(import('../app/orders/[id]/route'), '/orders/none', { route })
  expect(response.status).toBe(404)
})
