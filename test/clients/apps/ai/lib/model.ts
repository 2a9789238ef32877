import type { LanguageModelV3StreamPart } from '@ai-sdk/provider'
import { MockLanguageModelV3 } from 'ai/test'
import { Gate } from '../../../gate'

export const gate = new Gate()
export const aborted: string[] = []

const usage = {
  inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 2, text: 2, reasoning: 0 },
}

/** Says two words, the second when the gate is open. */
export const model = new MockLanguageModelV3({
  async doStream({ prompt, abortSignal }) {
    const said = JSON.stringify(prompt.at(-1)?.content)
    abortSignal?.addEventListener('abort', () => aborted.push(said))
    const { opened } = gate
    async function* parts(): AsyncGenerator<LanguageModelV3StreamPart> {
      yield { type: 'stream-start', warnings: [] }
      yield { type: 'text-start', id: '1' }
      yield { type: 'text-delta', id: '1', delta: 'hello' }
      await opened
      yield { type: 'text-delta', id: '1', delta: ' world' }
      yield { type: 'text-end', id: '1' }
      yield { type: 'finish', finishReason: { unified: 'stop', raw: 'stop' }, usage }
    }
    return { stream: ReadableStream.from(parts()) as ReadableStream<LanguageModelV3StreamPart> }
  },
})
