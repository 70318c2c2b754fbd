/** WeChat's content check: texts by msgSecCheck (version 2), pictures by imgSecCheck. */
import type { ContentCheck, Verdict } from '../content'
import { errcodeOf, type WechatAnswer, type WechatApi } from './api'

/** imgSecCheck: risky. */
const RISKY_PICTURE = 87014
/**
 * What WeChat cannot judge, and a human has to: the author has not been in the mini-program for two hours (61010), is not its
 * user (40003); the picture is larger than 750 × 1334 pixels or in a format it does not take (40006, 40004, 40009).
 */
const CANNOT_SAY: readonly number[] = [61010, 40003, 40006, 40004, 40009]
/** Posts, as against profiles, comments and forums. */
const SCENE_POST = 4
/** Of msgSecCheck, in characters. */
const TEXT_LENGTH = 2500

/** The content check by WeChat. */
export function createWechatContentCheck({ ask, ready, unavailable }: WechatApi): ContentCheck {
  function verdictOf(answer: WechatAnswer): Verdict | null {
    const errcode = errcodeOf(answer)
    if (errcode === RISKY_PICTURE) return 'refused'
    if (CANNOT_SAY.includes(errcode)) return 'look'
    // 45009, the quota of the day, and whatever is wrong with this installation.
    if (errcode !== 0) throw unavailable(errcode, 'refused')
    return null
  }

  async function textVerdict(text: string, openid: string): Promise<Verdict> {
    const body = JSON.stringify({ content: text, version: 2, scene: SCENE_POST, openid })
    const answer = await ask('/wxa/msg_sec_check', () => body)
    const verdict = verdictOf(answer)
    if (verdict) return verdict
    const suggest = answer.result?.suggest
    if (suggest === 'pass') return 'passed'
    if (suggest === 'risky') return 'refused'
    if (suggest === 'review') return 'look'
    throw unavailable(0, 'no suggestion')
  }

  async function pictureVerdict(picture: { bytes: Buffer; mime: string }): Promise<Verdict> {
    // imgSecCheck takes no WebP.
    if (picture.mime === 'image/webp') return 'look'
    const answer = await ask('/wxa/img_sec_check', () => {
      const form = new FormData()
      const extension = picture.mime === 'image/png' ? 'png' : 'jpg'
      form.append('media', new Blob([new Uint8Array(picture.bytes)], { type: picture.mime }), `picture.${extension}`)
      return form
    })
    return verdictOf(answer) ?? 'passed'
  }

  return async ({ texts, pictures, openid }) => {
    const verdicts: Verdict[] = []
    for (const text of texts) {
      for (const part of partsOf(text)) verdicts.push(openid === null ? 'look' : await textVerdict(part, openid))
      if (verdicts.includes('refused')) return 'refused'
    }
    // All pictures at once, with one token: somebody waits for the answer.
    if (pictures.length > 0) await ready()
    verdicts.push(...(await Promise.all(pictures.map(pictureVerdict))))
    if (verdicts.includes('refused')) return 'refused'
    return verdicts.includes('look') ? 'look' : 'passed'
  }
}

/** A text in pieces that msgSecCheck takes; none for an empty one. */
function partsOf(text: string): string[] {
  const characters = Array.from(text.trim())
  return Array.from({ length: Math.ceil(characters.length / TEXT_LENGTH) }, (_, index) =>
    characters.slice(index * TEXT_LENGTH, (index + 1) * TEXT_LENGTH).join(''),
  )
}
