import Taro from '@tarojs/taro'

const MOST_TEMPLATES = 3

export function canSubscribe(): boolean {
  return Taro.canIUse('requestSubscribeMessage')
}

/** WeChat answers for each template: accept, acceptWithAudio, reject, ban (by WeChat) or filter (another of the same title). */
export async function askToSend(templateIds: readonly string[]): Promise<string[]> {
  const tmplIds = templateIds.slice(0, MOST_TEMPLATES)
  try {
    // The types of Taro want what Alipay asks for as well, and know no templates in the answer.
    const answer = { ...(await Taro.requestSubscribeMessage({ tmplIds } as never)) } as Record<string, unknown>
    return tmplIds.filter((id) => String(answer[id]).startsWith('accept'))
  } catch {
    return []
  }
}
