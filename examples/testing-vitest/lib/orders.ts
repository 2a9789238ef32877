export interface Order {
  readonly id: string
  readonly item: string
}

const orders = new Map<string, Order>()

export function addOrder(item: string): Order {
  const order = { id: String(orders.size + 1), item }
  orders.set(order.id, order)
  return order
}

export const findOrder = (id: string): Order | undefined => orders.get(id)
