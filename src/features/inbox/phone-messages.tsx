import { useState } from 'react'
import type { SubscriptionUse } from '@core/contract/inbox'
import { AppError } from '@core/contract/errors'
import { errorSentence } from '@core/contract/wording'
import { Cell } from '@/components/cell/cell'
import { CellGroup } from '@/components/cell-group/cell-group'
import { toast } from '@/platform/navigation'
import { askToSend, canSubscribe } from '@/platform/subscription'
import { request } from '@/sync/calls'
import { useQuery } from '@/sync/use-query'

/**
 * Lets somebody allow one message of each use to their WeChat. It shows where WeChat can be asked and the operator set templates up;
 * whoever presses nothing misses nothing, since all of it stands in the inbox.
 */
export function PhoneMessages({ uses }: { uses: readonly SubscriptionUse[] }) {
  const [asked, setAsked] = useState(false)
  const { data } = useQuery(canSubscribe() ? 'inbox.subscriptions' : null, {})
  const templates = (data?.templates ?? []).filter(({ use }) => uses.includes(use))
  if (asked || templates.length === 0) return null

  async function ask(): Promise<void> {
    const allowed = await askToSend(templates.map(({ templateId }) => templateId))
    const given = templates.filter(({ templateId }) => allowed.includes(templateId)).map(({ use }) => use)
    if (given.length === 0) {
      toast('没允许也不会漏，消息都在「我的」里')
      return
    }
    try {
      await request('inbox.subscribe', { uses: given })
      setAsked(true)
      toast('好，有消息发到你的微信')
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      toast(errorSentence(error.code, error.params))
    }
  }

  return (
    <CellGroup>
      <Cell
        id='phone-messages'
        icon='bell'
        title='有消息也发到我的微信'
        note='允许一次收一条。不开也不会漏，消息都在「我的」里'
        onPress={() => void ask()}
      />
    </CellGroup>
  )
}
