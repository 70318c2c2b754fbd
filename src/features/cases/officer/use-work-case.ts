import { useState } from 'react'
import type { CaseDetail, CaseRating, Unmasking } from '@core/contract/cases'
import type { FileRef } from '@core/contract/common'
import { back, confirm, toast, vibrate } from '@/platform/navigation'
import { request } from '@/sync/calls'
import { useDoing, type Doing } from '@/sync/use-doing'
import { useQuery, type Query } from '@/sync/use-query'
import type { CaseWork } from './work-words'

/** What an officer writes, with what goes along. */
export interface Written {
  text: string
  files: FileRef[]
}

/** What somebody is at all, whatever they have to do with the case. */
export interface CaseWorker {
  officer: boolean
  secretary: boolean
}

export interface WorkCaseModel extends Pick<Doing, 'busy' | 'problem'> {
  query: Query<CaseDetail>
  /** Why those in charge wish to know a name: for a secretary of the organization above, who decides without reading the case. */
  unmasking: Query<Unmasking>
  /** What is open over the case. */
  sheet: CaseWork | null
  close(): void
  /** Begins something: taking a case is done at once, the rest asks for words first. */
  begin(work: CaseWork): void
  assign(colleague: { id: string; name: string }): Promise<void>
  sendBack(reason: string): Promise<void>
  move(orgId: string, reason: string): Promise<void>
  join(orgIds: string[]): Promise<void>
  reply(written: Written): Promise<void>
  note(written: Written): Promise<void>
  /** What who whistled does: writes on, says that it did not help, rates the answer. */
  say(written: Written): Promise<void>
  reopen(text: string): Promise<void>
  rate(rating: CaseRating): Promise<void>
  extend(dueOn: string, reason: string): Promise<void>
  answer(outcome: 'resolved' | 'explained', written: Written): Promise<void>
  askUnmask(reason: string): Promise<void>
  propose(question: string, answer: string): Promise<void>
  /** A secretary of the organization above agrees that those in charge learn who it is. */
  agreeToUnmask(): Promise<void>
  /** Says no, and why. */
  declineUnmask(reason: string): Promise<void>
}

/** A case that an officer works on, or decides about. */
export function useWorkCase(caseId: string, { officer, secretary }: CaseWorker): WorkCaseModel {
  const query = useQuery(officer && caseId !== '' ? 'cases.get' : null, { caseId })
  const mayDecide = secretary && (query.data?.anonymous ?? query.error?.code === 'not_found')
  const unmasking = useQuery(mayDecide ? 'cases.unmasking' : null, { caseId })
  const { busy, problem, act, forget } = useDoing(() => Promise.all([query.reload(), unmasking.reload()]))
  const [sheet, setSheet] = useState<CaseWork | null>(null)

  function show(next: CaseWork | null): void {
    forget()
    setSheet(next)
  }

  /** Sends something; when it is done the sheet closes, and a word says so. */
  const done = (work: () => Promise<unknown>, said: string) =>
    act(async () => {
      await work()
      setSheet(null)
      vibrate()
      toast(said)
    })

  const told = query.data?.kind === 'whistle' ? '已经告诉吹哨的组织' : '已经告诉 TA'

  return {
    ...{ busy, problem, query, unmasking, sheet, close: () => show(null) },
    begin(work) {
      if (work === 'accept') void done(() => request('cases.accept', { caseId, ownerId: null }), `在你手里了，${told}`)
      else show(work)
    },
    assign: ({ id, name }) => done(() => request('cases.accept', { caseId, ownerId: id }), `交给${name}了`),
    sendBack: (reason) => done(() => request('cases.sendBack', { caseId, reason }), `退回了，${told}`),
    // Who has given it away does not read it any more.
    move: (orgId, reason) =>
      done(async () => {
        await request('cases.move', { caseId, orgId, reason })
        back()
      }, `转过去了，${told}`),
    join: (orgIds) => done(() => request('cases.join', { caseId, orgIds }), '请他们了'),
    reply: (written) => done(() => request('cases.reply', { caseId, ...written }), '发出去了'),
    note: (written) => done(() => request('cases.note', { caseId, ...written }), '记下了'),
    say: (written) => done(() => request('cases.say', { caseId, ...written }), '发给他们了'),
    reopen: (text) => done(() => request('cases.reopen', { caseId, text }), '又交上去了，重新算时间'),
    rate: (rating) => done(() => request('cases.rate', { caseId, rating }), '记下了，谢谢'),
    extend: (dueOn, reason) => done(() => request('cases.extend', { caseId, dueOn, reason }), `延期了，${told}`),
    answer: (outcome, written) => done(() => request('cases.answer', { caseId, outcome, ...written }), '答复了'),
    askUnmask: (reason) => done(() => request('cases.askUnmask', { caseId, reason }), '交给上级两位书记决定'),
    propose: (question, answer) => done(() => request('cases.proposeAnswer', { caseId, question, answer }), '请一位同事看过就放进去'),
    declineUnmask: (reason) => done(() => request('cases.declineUnmask', { caseId, reason }), '没有同意，原因告诉了申请的人'),
    async agreeToUnmask() {
      const text = '同意以后，经办的组织看得到这位青年是谁，TA 会收到消息和原因。收不回来。'
      if (!(await confirm({ title: '同意看姓名？', text, ok: '同意' }))) return
      await act(async () => {
        const { granted } = await request('cases.unmask', { caseId })
        toast(granted ? '两位都同意了，经办的组织看得到了' : '记下了，还要另一位书记同意')
      })
    },
  }
}
