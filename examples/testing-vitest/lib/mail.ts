import type { Order } from './orders'

/** Stands for a mail service, which no test should reach. */
export async function sendReceipt(order: Order): Promise<void> {
  throw new Error(`No mail server for the receipt of order ${order.id}`)
}
