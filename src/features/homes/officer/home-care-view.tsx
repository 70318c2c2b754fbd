import { View } from '@tarojs/components'
import type { HomePage, OrgChoice } from '@core/contract/homes'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Cell } from '@/components/cell/cell'
import { CellGroup } from '@/components/cell-group/cell-group'
import { classes } from '@/components/classes'
import { Empty } from '@/components/empty/empty'
import { Tag } from '@/components/tag/tag'
import { useWide } from '@/platform/display'
import { open } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { request } from '@/sync/calls'
import { useMadeFile } from '@/sync/use-made-file'
import { HomeEditor } from './home-editor'
import { STANDING_TAGS } from './model-words'
import { Residents } from './residents'
import './homes-care.css'

export interface HomeCareViewProps {
  home: HomePage
  /** Organizations of the platform that a resident may be. */
  orgs: readonly OrgChoice[]
  onChanged(): void
}

/** One home as its officers look after it: its page, who lives in it, its poster. */
export function HomeCareView({ home, orgs, onChanged }: HomeCareViewProps) {
  const wide = useWide()
  if (!home.mayManage) return <Empty id='home-not-yours' icon='door' text='这个青年之家不归你所在的组织管' />
  const besides = (
    <View className='home-care__aside'>
      <Residents home={home} orgs={orgs} onChanged={onChanged} />
      <PosterCard homeId={home.id} />
      <CellGroup>
        <Cell id='home-public' icon='share' title='大家看到的样子' onPress={() => open(routes.youthHome(home.id))} />
        <Cell id='home-clocks' icon='clock' title='定期要做的' note='学习社、交流日' onPress={() => open(routes.clocks())} />
      </CellGroup>
    </View>
  )
  return (
    <View className={classes('home-care', wide && 'home-care--wide')}>
      <View className='home-care__head'>
        <View className='home-care__name'>{home.name}</View>
        <View className='home-care__note'>
          {home.orgName} · 近 30 天到访 {home.visitCount} 次
        </View>
        {home.standing !== 'ordinary' && (
          <Tag id='home-standing' tone={STANDING_TAGS[home.standing].tone}>
            {STANDING_TAGS[home.standing].word}
          </Tag>
        )}
      </View>
      <View className='home-care__main'>
        <HomeEditor key={home.id} home={home} onSaved={onChanged}>
          {!wide && besides}
        </HomeEditor>
      </View>
      {wide && besides}
    </View>
  )
}

function PosterCard({ homeId }: { homeId: string }) {
  const { busy, openFile } = useMadeFile()
  return (
    <Card>
      <View className='home-care__title'>门口的海报</View>
      <View className='home-care__note'>打印出来贴在门口：扫一下记到访，小活动也能用它签到</View>
      <Button
        id='home-poster'
        kind='plain'
        size='s'
        icon='qr'
        busy={busy}
        className='home-care__do'
        onPress={() => void openFile(() => request('homes.poster', { homeId }))}
      >
        {busy ? '正在生成' : '生成海报'}
      </Button>
    </Card>
  )
}
