import { useState } from 'react'
import { Image, View } from '@tarojs/components'
import { encodeQR } from 'qr'
import { AppError } from '@core/contract/errors'
import { errorSentence } from '@core/contract/wording'
import { utf8Bytes } from '@core/rules/shared/bytes'
import { Button } from '@/components/button/button'
import { Notice } from '@/components/notice/notice'
import { pictureName } from '@/components/picture/picture-name'
import { Sheet } from '@/components/sheet/sheet'
import { Skeleton } from '@/components/skeleton/skeleton'
import { openDocument } from '@/platform/document'
import { drawPicture, savePicture } from '@/platform/drawing'
import type { DrawnPicture, SaveOutcome } from '@/platform/drawing/types'
import { toast } from '@/platform/navigation'
import { query } from '@/sync/calls'
import { sharePicture, type SharedEvent } from '../share-picture'
import './share-event.css'

/** Draws the share picture of an event with the QR code of its link. Rejects where the phone cannot draw. */
export function drawSharePicture(event: SharedEvent, link: string): Promise<DrawnPicture> {
  // The encoder draws at least one white module around; the drawing has a quiet zone of its own.
  const rows = encodeQR(link, 'raw', { ecc: 'medium', border: 1, textEncoder: utf8Bytes })
  const modules = rows.slice(1, -1).map((row) => row.slice(1, -1))
  return drawPicture(sharePicture(event, modules))
}

const SAVED = {
  saved: '存好了，发到群里吧',
  given_up: '',
  refused: '没有相册权限，长按图片也能保存',
  failed: '没存成，长按图片也能保存',
} satisfies Record<SaveOutcome, string>

/** 分享图: drawn when it is asked for, looked at, put into the album. */
export function SharePictureButton({ event, link }: { event: SharedEvent; link: string }) {
  const [open, setOpen] = useState(false)
  const [picture, setPicture] = useState<DrawnPicture | null>(null)
  const [failed, setFailed] = useState(false)

  async function show() {
    setOpen(true)
    setFailed(false)
    try {
      setPicture(await drawSharePicture(event, link))
    } catch {
      setFailed(true)
    }
  }

  async function save() {
    if (!picture) return
    const said = SAVED[await savePicture(picture, `${event.title}.png`)]
    if (said) toast(said)
  }

  return (
    <>
      <Button id='share-picture' kind='plain' size='s' icon='photo' onPress={() => void show()}>
        分享图
      </Button>
      <Sheet id='share-sheet' open={open} title='分享图' onClose={() => setOpen(false)}>
        <View className='share-event'>
          {picture ? (
            <View className='share-event__frame'>
              <Image
                id='share-drawn'
                className='share-event__picture'
                mode='aspectFill'
                src={picture.src}
                showMenuByLongpress
                {...pictureName(`「${event.title}」的分享图，带二维码`)}
              />
            </View>
          ) : failed ? (
            <Notice id='share-failed' tone='gold' icon='alert'>
              这台手机画不了图，复制链接发给大家也一样
            </Notice>
          ) : (
            <Skeleton rows={3} />
          )}
          {picture && (
            <Button id='save-picture' icon='download' onPress={() => void save()}>
              存到相册
            </Button>
          )}
        </View>
      </Sheet>
    </>
  )
}

/** A4 海报: made by the server, opened on the phone to be printed or sent. */
export function PosterButton({ eventId }: { eventId: string }) {
  const [busy, setBusy] = useState(false)

  async function openPoster() {
    setBusy(true)
    try {
      const outcome = await openDocument(await query('events.poster', { eventId }))
      if (outcome === 'failed') toast('手机打不开这份文件，用电脑打开工作台再试')
    } catch (thrown) {
      const { code, params } = thrown instanceof AppError ? thrown : new AppError('server_error')
      toast(isStorageFull(thrown) ? '手机存满了，清理一些再试' : errorSentence(code, params))
    }
    setBusy(false)
  }

  return (
    <Button id='poster' kind='plain' size='s' icon='download' busy={busy} onPress={() => void openPoster()}>
      A4 海报
    </Button>
  )
}

function isStorageFull(thrown: unknown): boolean {
  return thrown instanceof Error && !(thrown instanceof AppError) && thrown.message === 'storage_full'
}
