import type { Answer } from '@core/contract/envelope'
import { AppError } from '@core/contract/errors'
import { answerOf, bodyOf, headersOf } from './answer'
import type { CallEnvelope } from './types'

export async function send(envelope: CallEnvelope, timeoutMs = 15_000): Promise<Answer<unknown>> {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), timeoutMs)
  try {
    const response = await fetch(`${process.env.TARO_APP_API ?? ''}/api/${envelope.name}`, {
      method: 'POST',
      headers: headersOf(envelope.token),
      body: JSON.stringify(bodyOf(envelope)),
      signal: stop.signal,
    })
    // The body may stop half way: the timer runs until all of it is here.
    const text = await response.text()
    return answerOf(parsed(text))
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError(stop.signal.aborted ? 'timeout' : 'offline')
  } finally {
    clearTimeout(timer)
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
