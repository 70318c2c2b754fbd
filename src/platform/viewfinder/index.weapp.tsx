import type { ReactNode } from 'react'
import { Camera } from '@tarojs/components'
import type { ViewfinderProps } from './types'

/** What to do where WeChat was forbidden the camera: its own scanner asks for nothing of ours. */
const REFUSED = '没有相机权限。点右上角「···」到设置里打开，或用微信扫一扫'

export function Viewfinder({ id, className, onText, onTrouble }: ViewfinderProps): ReactNode {
  return (
    <Camera
      {...(id === undefined ? {} : { id })}
      className={className}
      mode='scanCode'
      devicePosition='back'
      flash='off'
      onScanCode={({ detail }) => onText(String(detail.result))}
      onError={() => onTrouble(REFUSED)}
    />
  )
}
