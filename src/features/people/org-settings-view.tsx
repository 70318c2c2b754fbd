import { useState } from 'react'
import { View } from '@tarojs/components'
import type { Settings } from '@core/contract/people'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { ErrorState } from '@/components/error-state/error-state'
import { Field } from '@/components/field/field'
import { Icon } from '@/components/icon/icon'
import { Notice } from '@/components/notice/notice'
import { Pressable } from '@/components/pressable/pressable'
import { Section } from '@/components/section/section'
import { Sheet } from '@/components/sheet/sheet'
import { Skeleton } from '@/components/skeleton/skeleton'
import { SwitchField } from '@/components/switch-field/switch-field'
import { TextInput } from '@/components/text-input/text-input'
import { useWide } from '@/platform/display'
import { randomBytes } from '@/platform/random'
import type { Query } from '@/sync/use-query'
import { CATEGORIES_MAX, listError, moved, newCode, renamed } from './category-list'
import { useOrgSettings, type OrgSettings } from './use-org-settings'
import './org-settings-view.css'

export interface OrgSettingsViewProps {
  orgId: string
  orgName: string
  settings: Query<Settings>
}

/** 组织设置: what an organization decides for itself and for what is below it. */
export function OrgSettingsView({ orgId, orgName, settings: query }: OrgSettingsViewProps) {
  if (query.state === 'failed') return <ErrorState error={query.error} onRetry={() => void query.reload()} />
  if (!query.data) return <Skeleton rows={5} />
  return <Whole orgId={orgId} orgName={orgName} settings={query.data} onSaved={query.reload} />
}

interface WholeProps {
  orgId: string
  orgName: string
  settings: Settings
  onSaved(): Promise<void>
}

function Whole({ orgId, orgName, settings, onSaved }: WholeProps) {
  const wide = useWide()
  const model = useOrgSettings(orgId, settings, onSaved)
  return (
    <View className='org-settings'>
      {wide && <View className='org-settings__title'>组织设置</View>}
      <View className='org-settings__org'>{orgName}和所属组织都照这里的来，下级可以另定</View>
      {!settings.maySave && (
        <Notice id='settings-read-only' tone='grey' icon='shield'>
          只有书记能改。要改的话，请书记打开这一页
        </Notice>
      )}
      <Review model={model} settings={settings} />
      <Categories model={model} settings={settings} />
      {model.asking && <WhySheet model={model} />}
    </View>
  )
}

/** Whose decision holds. */
function fromWords(from: string | null): string {
  return from === null ? '还没有谁定过，现在是默认的' : `现在照${from}定的`
}

function Review({ model, settings: { review, hasParent, maySave } }: { model: OrgSettings; settings: Settings }) {
  return (
    <Section title='发布前审核' more={fromWords(review.from)}>
      <Card className='org-settings__lines'>
        <SwitchField
          id='setting-review'
          label='上级看过再发布'
          note={
            hasParent
              ? review.byParent
                ? '交上去的活动，上级通过后大家才看得到'
                : '发布了大家马上看得到'
              : '你们上面没有组织，自己的活动直接发布；下级的由你们看'
          }
          value={review.byParent}
          disabled={!maySave}
          onChange={(byParent) => model.ask({ name: 'review', value: { byParent } })}
        />
      </Card>
    </Section>
  )
}

function Categories({ model, settings: { categories, maySave } }: { model: OrgSettings; settings: Settings }) {
  const { items, changed, edit } = model
  const wrong = listError(items)
  function add() {
    edit([...items, { code: newCode(randomBytes(10)), name: '' }])
  }
  return (
    <Section id='categories' title='活动类别' more={fromWords(categories.from)}>
      <Card className='org-settings__lines'>
        {items.map((item, index) => (
          <View key={item.code} className='org-settings__row'>
            {maySave ? (
              <TextInput
                id={`category-${index}`}
                className='org-settings__name'
                label={`第 ${index + 1} 个类别`}
                value={item.name}
                maxLength={12}
                placeholder='类别的名字'
                onChange={(name) => edit(renamed(items, index, name))}
              />
            ) : (
              <View className='org-settings__name'>{item.name}</View>
            )}
            {maySave && <RowButtons model={model} index={index} />}
          </View>
        ))}
        {maySave && items.length < CATEGORIES_MAX && (
          <Button id='add-category' kind='quiet' size='s' icon='plus' onPress={add}>
            加一个类别
          </Button>
        )}
      </Card>
      {maySave && <View className='org-settings__note'>去掉的类别，已经发布的活动照样保留</View>}
      {changed && (
        <View className='org-settings__save'>
          {wrong && (
            <View id='categories-error' className='org-settings__error'>
              {wrong}
            </View>
          )}
          <View className='org-settings__pair'>
            <Button id='undo-categories' kind='plain' onPress={model.undo}>
              不改了
            </Button>
            <Button
              id='save-categories'
              disabled={wrong !== null}
              onPress={() =>
                model.ask({
                  name: 'categories',
                  value: { items: items.map(({ code, name }) => ({ code, name: name.trim() })) },
                })
              }
            >
              保存类别
            </Button>
          </View>
        </View>
      )}
    </Section>
  )
}

function RowButtons({ model: { items, edit }, index }: { model: OrgSettings; index: number }) {
  const name = items[index]!.name || `第 ${index + 1} 个类别`
  return (
    <>
      <Pressable
        id={`category-up-${index}`}
        className='org-settings__press org-settings__press--up'
        label={`${name}往前`}
        disabled={index === 0}
        onPress={() => edit(moved(items, index, -1))}
      >
        <Icon name='chevron' size={18} tone={index === 0 ? 'ink-3' : 'ink-2'} />
      </Pressable>
      <Pressable
        id={`category-down-${index}`}
        className='org-settings__press org-settings__press--down'
        label={`${name}往后`}
        disabled={index === items.length - 1}
        onPress={() => edit(moved(items, index, 1))}
      >
        <Icon name='chevron' size={18} tone={index === items.length - 1 ? 'ink-3' : 'ink-2'} />
      </Pressable>
      <Pressable
        id={`category-remove-${index}`}
        className='org-settings__press'
        label={`去掉${name}`}
        onPress={() => edit(items.filter((_, at) => at !== index))}
      >
        <Icon name='trash' size={18} tone='ink-2' />
      </Pressable>
    </>
  )
}

function WhySheet({ model }: { model: OrgSettings }) {
  const [why, setWhy] = useState('')
  return (
    <Sheet id='why-sheet' open title='为什么改？' onClose={() => model.ask(null)}>
      <View className='org-settings__why'>
        <Field label='原因' hint='谁改的、为什么，以后都查得到' error={model.error}>
          <TextInput id='setting-why' lines={2} maxLength={200} value={why} placeholder='比如：书记会定的' onChange={setWhy} />
        </Field>
        <Button id='save-setting' busy={model.busy} onPress={() => void model.save(why)}>
          保存
        </Button>
      </View>
    </Sheet>
  )
}
