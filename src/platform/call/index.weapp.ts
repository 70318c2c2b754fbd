import Taro from '@tarojs/taro'
import type { Answer } from '@core/contract/envelope'
import { AppError } from '@core/contract/errors'
import { answerOf, bodyOf, headersOf } from './answer'
import type { CallEnvelope } from './types'

const API = process.env.TARO_APP_API ?? ''
const CLOUD = 'cloud:'
let cloudReady = false

export async function send(envelope: CallEnvelope, timeoutMs = 15_000): Promise<Answer<unknown>> {
  return API.startsWith(CLOUD) ? sendToCloud(envelope, timeoutMs) : sendByHttp(envelope, timeoutMs)
}

function sendByHttp(envelope: CallEnvelope, timeoutMs: number): Promise<Answer<unknown>> {
  return new Promise((resolve, reject) => {
    Taro.request<unknown>({
      url: `${API}/api/${envelope.name}`,
      method: 'POST',
      header: headersOf(envelope.token),
      data: bodyOf(envelope),
      timeout: timeoutMs,
      success: ({ data }) => {
        try {
          resolve(answerOf(data))
        } catch (error) {
          reject(error)
        }
      },
      fail: ({ errMsg }) => reject(new AppError(/time.?out/i.test(errMsg) ? 'timeout' : 'offline')),
    }).catch(() => undefined) // said by `fail` already
  })
}

/** The cloud gives no time limit of its own to a call; the race is ours. */
async function sendToCloud(envelope: CallEnvelope, timeoutMs: number): Promise<Answer<unknown>> {
  if (!cloudReady) {
    Taro.cloud.init({ env: API.slice(CLOUD.length) })
    cloudReady = true
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError('timeout')), timeoutMs)
  })
  const called = Taro.cloud.callFunction({ name: 'api', data: { ...envelope } }).then(
    ({ result }) => answerOf(result),
    (error: unknown) => Promise.reject(cloudError(error)),
  )
  try {
    return await Promise.race([called, late])
  } finally {
    clearTimeout(timer)
  }
}

/** -404011, -504xxx and the like come from the cloud itself: the network was there, the function was not. */
function cloudError(error: unknown): AppError {
  const { errCode, errMsg } = error as { errCode?: number; errMsg?: string }
  if (/time.?out/i.test(errMsg ?? '')) return new AppError('timeout')
  return new AppError(typeof errCode === 'number' && errCode <= -400_000 ? 'unavailable' : 'offline')
}
