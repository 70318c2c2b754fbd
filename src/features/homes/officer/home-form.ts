/** What an officer writes on the page of a home, and what is wrong with it. Pure. */
import type { FileRef } from '@core/contract/common'
import type { EditHomeInput, HomePage } from '@core/contract/homes'

export interface HomeForm {
  address: string
  hours: string
  services: readonly string[]
  about: string
}

export const ADDRESS_MAX = 100
export const HOURS_MAX = 60
export const SERVICE_MAX = 20
export const SERVICES_MOST = 20
export const ABOUT_MAX = 1000

/** What homes offer most often; whatever else there is can be written. */
export const USUAL_SERVICES = [
  '自习',
  '图书借阅',
  '志愿服务',
  '就业指导',
  '心理倾诉',
  '法律咨询',
  '交友联谊',
  '儿童托管',
  '运动健身',
  '会议场地',
]

export function homeFormOf({ address, hours, services, about }: HomePage): HomeForm {
  return { address, hours, services, about }
}

/** The services to choose from: those the home has, and the usual ones. */
export function serviceChoices(services: readonly string[]): string[] {
  return [...new Set([...USUAL_SERVICES, ...services])]
}

/** Why a written service cannot be taken, in words; null where it can. */
export function serviceError(services: readonly string[], word: string): string | null {
  const service = word.trim()
  if (service === '') return '先写上服务的名字'
  if (Array.from(service).length > SERVICE_MAX) return `一项最多 ${SERVICE_MAX} 个字`
  if (services.includes(service)) return '已经有这一项了'
  return services.length >= SERVICES_MOST ? `最多 ${SERVICES_MOST} 项，去掉一些再加` : null
}

/** What is sent. */
export function editHomeInput(homeId: string, form: HomeForm, cover: FileRef | null): EditHomeInput {
  const { address, hours, services, about } = form
  return { homeId, address: address.trim(), hours: hours.trim(), services: [...services], about: about.trim(), cover }
}
