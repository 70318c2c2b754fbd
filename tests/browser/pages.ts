import type { TownEvent, TownSession } from './town'

/** Every page of the app by its name, with parameters that lead somewhere. */
export function pagesOf(event: TownEvent, homeId: string, session: TownSession) {
  return {
    首页: '/pages/home/index',
    活动: '/pages/events/index',
    面对面: '/pages/meetings/index',
    我的: '/pages/me/index',
    活动详情: `/packages/events/detail/index?code=${event.code}`,
    青年之家: `/packages/homes/detail/index?homeId=${homeId}`,
    一场面对面: `/packages/sessions/detail/index?code=${session.code}`,
    我的预约: '/packages/sessions/mine/index',
    消息: '/packages/inbox/list/index',
    扫一扫: '/packages/attendance/scan/index',
    我的码: '/packages/attendance/pass/index',
    存在手机的记录: '/packages/attendance/outbox/index',
    登录: '/packages/people/login/index',
    隐私说明: '/packages/people/privacy/index',
    我的时长: '/packages/hours/record/index?kind=hours',
    我的学分: '/packages/hours/record/index?kind=credits',
    工作台: '/packages/workbench/today/index',
    发布活动: '/packages/publishing/publish/index',
    修改活动: `/packages/publishing/publish/index?eventId=${event.id}`,
    粘贴接龙: `/packages/publishing/paste-list/index?eventId=${event.id}`,
    审核活动: '/packages/publishing/review/index',
    组织设置: '/packages/workbench/settings/index',
    全部活动: '/packages/workbench/events/index?when=to_close',
    扫对方的码: `/packages/door/reverse-scan/index?eventId=${event.id}`,
    点名: `/packages/door/roll-call/index?eventId=${event.id}`,
    下乡包: '/packages/door/field-pack/index',
    帮手: `/packages/door/helpers/index?eventId=${event.id}`,
    纸质卡: '/packages/door/cards/index',
    打理青年之家: `/packages/care/homes/index?homeId=${homeId}`,
    定期要做的: '/packages/care/clocks/index',
    示范青年之家: '/packages/care/models/index',
    面对面排班: '/packages/duty/plan/index',
    每周怎么排: '/packages/duty/rota/index',
    接待: `/packages/duty/reception/index?sessionId=${session.id}`,
    我的值班: '/packages/duty/hosting/index',
    活动展示: `/packages/workbench/showcase/index?eventId=${event.id}`,
    门口名单: `/packages/door/list/index?eventId=${event.id}`,
    完结: `/packages/workbench/closing/index?eventId=${event.id}`,
    大屏: `/packages/screen/event/index?eventId=${event.id}`,
  } satisfies Record<string, string>
}

export type PageName = keyof ReturnType<typeof pagesOf>
