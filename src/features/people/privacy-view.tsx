import { View } from '@tarojs/components'
import { Card } from '@/components/card/card'
import { STANDABLE } from '@/components/pressable/semantics'
import './privacy-view.css'

interface Part {
  title: string
  lines: readonly string[]
}

/** What is kept, why, who sees it, and what a person can do. Version 1; a change of meaning is a new version. */
const PARTS: readonly Part[] = [
  {
    title: '我们记什么，为什么',
    lines: [
      '名字和所在团组织：报名、签到时核对是不是你',
      '报名、签到、签退的时间：算服务时长和学分，让每一笔都有凭据',
      '微信给的登录编号：下次打开还认得你，我们看不到微信号和手机号',
      '这台手机的一个随机编号：防止签到凭证被转给别人，它不说明你是谁',
    ],
  },
  {
    title: '我们不要什么',
    lines: ['不要身份证号', '不要定位：到场看的是大屏上的码', '不看通讯录、相册；拍照扫码时，照片只在手机上读，不上传'],
  },
  {
    title: '谁能看到',
    lines: [
      '你自己：时长、学分每一笔都能点开，看它从哪来',
      '办活动的团组织：参加者的名字和到场时间',
      '大屏和别的参加者：只有「李*雨」这样遮住的名字',
      '不卖、不给广告',
    ],
  },
  {
    title: '存在手机里的',
    lines: [
      '没网时扫的码先存在这台手机，有网自动送达',
      '看过的页面会留一份，没网也能看；退出登录就清掉',
      '没送达的记录只属于扫码的人，换人登录不会送',
    ],
  },
  {
    title: '你可以',
    lines: ['发现记错了，找办活动的组织更正：更正会新记一笔，原来的留着可查', '想查看、更正或删除自己的资料，告诉所在团组织的负责人'],
  },
]

export function PrivacyView() {
  return (
    <View className='privacy' {...STANDABLE}>
      <View className='privacy__lead'>用大白话说清楚：我们记什么、给谁看。</View>
      {PARTS.map((part) => (
        <Card key={part.title}>
          <View className='privacy__title'>{part.title}</View>
          {part.lines.map((line) => (
            <View key={line} className='privacy__line'>
              {line}
            </View>
          ))}
        </Card>
      ))}
      <View className='privacy__version'>第 1 版</View>
    </View>
  )
}
