import { useState } from 'react'
import { View } from '@tarojs/components'
import { AppError } from '@core/contract/errors'
import { errorSentence } from '@core/contract/wording'
import { DAY_MS, dayName, dayOf, dayStart } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Dock } from '@/components/dock/dock'
import { Notice } from '@/components/notice/notice'
import { PickerField } from '@/components/picker-field/picker-field'
import { now } from '@/platform/clock'
import { openDocument } from '@/platform/document'
import { query } from '@/sync/calls'
import './cards-view.css'

/** Until when a card is good unless something else is chosen: a term. */
const USUAL_DAYS = 120
/** The server takes no longer: a printed card cannot be taken back. */
const LONGEST_DAYS = 366

export interface CardsViewProps {
  org: { orgId: string; orgName: string }
  orgs: readonly { orgId: string; orgName: string }[]
  /** Of whose enrolled the cards are; null: of the organization's people. */
  event: { id: string; title: string } | null
}

/** Printed cards for those without a phone, ten to a page, which an officer's phone reads like 我的码. */
export function CardsView({ org, orgs, event }: CardsViewProps) {
  const [chosen, setChosen] = useState(org.orgId)
  const [until, setUntil] = useState(() => dayOf(now() + USUAL_DAYS * DAY_MS))
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const of = orgs.find(({ orgId }) => orgId === chosen) ?? org

  async function print() {
    setBusy(true)
    setProblem(null)
    try {
      const input = { orgId: of.orgId, validUntil: until, ...(event ? { eventId: event.id } : {}) }
      const outcome = await openDocument(await query('attendance.cards', input))
      if (outcome === 'failed') setProblem('文件打不开，再试一次，或在电脑上打开')
    } catch (thrown) {
      setProblem(sentenceOf(thrown))
    }
    setBusy(false)
  }

  return (
    <View className='cards'>
      <Card>
        {event ? (
          <View className='cards__of'>给「{event.title}」报了名的人</View>
        ) : orgs.length > 1 ? (
          <PickerField
            id='cards-org'
            label='哪个组织的人'
            mode='selector'
            range={orgs.map(({ orgName }) => orgName)}
            selected={orgs.indexOf(of)}
            value={of.orgName}
            onChange={(index) => setChosen(orgs[Number(index)]!.orgId)}
          />
        ) : (
          <View className='cards__of'>给{of.orgName}的人</View>
        )}
        <PickerField
          id='cards-until'
          label='有效到'
          mode='date'
          value={dayName(dayStart(until), now())}
          selected={until}
          start={dayOf(now())}
          end={dayOf(now() + LONGEST_DAYS * DAY_MS)}
          onChange={(value) => setUntil(String(value))}
        />
      </Card>
      {problem && (
        <Notice id='cards-problem' tone='red' icon='alert'>
          {problem}
        </Notice>
      )}
      <Notice tone='grey'>每页 10 张，A4 打印后剪开。给没带手机的人用；发了收不回，到期自动作废</Notice>
      <Dock>
        <Button id='cards-submit' icon='download' busy={busy} onPress={() => void print()}>
          生成纸质卡 PDF
        </Button>
      </Dock>
    </View>
  )
}

function sentenceOf(thrown: unknown): string {
  if (!(thrown instanceof AppError)) return '手机存满了，清一点空间再试'
  // The table says it of the times of an event.
  return thrown.code === 'invalid_time' ? '有效期要在今天到一年之内' : errorSentence(thrown.code, thrown.params)
}
