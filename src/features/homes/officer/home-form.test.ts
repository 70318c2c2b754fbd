import { EditHomeInputSchema } from '@core/contract/homes'
import { HOME, homePage } from './_homes'
import { editHomeInput, homeFormOf, serviceChoices, serviceError, SERVICES_MOST, USUAL_SERVICES } from './home-form'

test('the usual services are offered beside those a home has', () => {
  expect(serviceChoices(['自习', '自行车维修'])).toEqual([...USUAL_SERVICES, '自行车维修'])
})

test('a service is short, said once, and one of twenty at most', () => {
  expect(serviceError([], ' ')).toBe('先写上服务的名字')
  expect(serviceError([], '字'.repeat(21))).toBe('一项最多 20 个字')
  expect(serviceError(['自习'], ' 自习 ')).toBe('已经有这一项了')
  const many = Array.from({ length: SERVICES_MOST }, (_, n) => `服务${n}`)
  expect(serviceError(many, '自习')).toBe('最多 20 项，去掉一些再加')
  expect(serviceError(['自习'], '自行车维修')).toBeNull()
})

test('what is sent is what the contract takes', () => {
  const input = editHomeInput(HOME, { ...homeFormOf(homePage()), hours: ' 每天 ' }, null)
  expect(input).toEqual({
    homeId: HOME,
    address: '和平路 18 号',
    hours: '每天',
    services: ['自习'],
    about: '一楼能看书，二楼能开会',
    cover: null,
  })
  expect(EditHomeInputSchema.safeParse(input).success).toBe(true)
})
