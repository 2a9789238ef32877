import { convertToModelMessages, streamText, type UIMessage } from 'ai'
import { model } from '../../../lib/model'

export async function POST(req: Request) {
  const { messages }: { messages: UIMessage[] } = await req.json()
  const result = streamText({
    model,
    messages: await convertToModelMessages(messages),
    abortSignal: req.signal,
  })
  return result.toUIMessageStreamResponse()
}
