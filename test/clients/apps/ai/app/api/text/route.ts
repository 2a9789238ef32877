import { streamText } from 'ai'
import { model } from '../../../lib/model'

export const GET = () => streamText({ model, prompt: 'hello' }).toTextStreamResponse()
