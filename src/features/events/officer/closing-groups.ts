import type { GroupKey } from './closing-lines'

/** What people read over each group of a closing. */
export const GROUPS: Record<GroupKey, { title: string; note: string; tone: 'gold' | 'green' | 'blue' | 'grey' }> = {
  pending: { title: '补送', note: '没网时扫的码，你确认了才算', tone: 'gold' },
  no_sign_out: { title: '没有签退', note: '填上离开时间；时长要另一位同事再看', tone: 'gold' },
  own: { title: '负责人自己的', note: '自己不能批自己的，另一位同事或上级看过才入账', tone: 'blue' },
  held: { title: '要看一眼', note: '先存着，不影响别人入账', tone: 'blue' },
  second_approver: { title: '等第二人', note: '时长要另一位同事确认', tone: 'blue' },
  posts: { title: '直接入账', note: '扫码签到、签退，时间清楚', tone: 'green' },
  none: { title: '不记', note: '到场太短，或这场不记时长学分', tone: 'grey' },
}

/** What waits for the officer comes first. */
export const GROUP_ORDER: readonly GroupKey[] = ['pending', 'no_sign_out', 'own', 'held', 'second_approver', 'posts', 'none']

/** A list of people is drawn in parts of this many: a hall of 3,000 would stop a phone. */
export const SHOWN = 60
