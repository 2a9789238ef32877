/** The directory, asked by its URLs. */
import { testRoutes } from 'route-handlers/testing'
import { sendReceipt } from '../lib/mail'
import type { Order } from '../lib/orders'

jest.mock('../lib/mail')
const sent = jest.mocked(sendReceipt)

const routes = testRoutes('./app')
const order = (item: string) => routes.fetch('/orders', { method: 'POST', json: { item } })

beforeEach(() => {
  sent.mockReset()
})

test('an order can be read under its number', async () => {
  const { id } = (await (await order('tea')).json()) as Order
  const response = await routes.fetch(`/orders/${id}`)
  expect(await response.json()).toEqual({ id, item: 'tea' })
})

test('the number is kept in a cookie', async () => {
  const response = await order('tea')
  expect(response.status).toBe(201)
  expect(response.headers.getSetCookie()).toEqual([expect.stringMatching(/^last-order=\d+; Path=/)])
})

test('after() has sent the receipt when the answer is here', async () => {
  await order('coffee')
  expect(sent).toHaveBeenCalledWith(expect.objectContaining({ item: 'coffee' }))
})

test('a receipt that cannot be sent fails the test', async () => {
  sent.mockRejectedValue(new Error('mail is down'))
  await expect(order('coffee')).rejects.toThrow('mail is down')
})

test('an unknown path is 404, a missing method 405', async () => {
  expect((await routes.fetch('/nowhere')).status).toBe(404)
  expect((await routes.fetch('/orders', { method: 'DELETE' })).status).toBe(405)
})
