import { userAgentFromString } from 'next/server'

export async function GET() {
  return Response.json({
    none: userAgentFromString(undefined),
    bot: userAgentFromString('Googlebot/2.1 (+http://www.google.com/bot.html)').isBot,
  })
}
