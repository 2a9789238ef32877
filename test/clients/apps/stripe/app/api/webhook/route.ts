import Stripe from 'stripe'

const stripe = new Stripe('sk_test_key')

export async function POST(request: Request) {
  const signature = request.headers.get('stripe-signature') ?? ''
  try {
    const event = stripe.webhooks.constructEvent(await request.text(), signature, 'whsec_stripe')
    return Response.json({ received: event.type })
  } catch (error) {
    return new Response(`Webhook error: ${(error as Error).message}`, { status: 400 })
  }
}
