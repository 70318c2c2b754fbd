import { act, fireEvent, render } from '@testing-library/react'
import { AppError } from '@core/contract/errors'
import type { Settings } from '@core/contract/people'
import { answerCalls, sentTo } from '@/platform/call/_answers'
import { navigationFake } from '@/platform/navigation/fake'
import { logInAs, newPhone } from '@/sync/_phone'
import { useQuery } from '@/sync/use-query'
import { OrgSettingsView } from './org-settings-view'

const settingsOf = (more: Partial<Settings> = {}): Settings => ({
  review: { byParent: false, from: null },
  categories: {
    items: [
      { code: 'volunteer', name: '志愿服务' },
      { code: 'study', name: '学习成长' },
    ],
    from: '共青团青石县委',
  },
  hasParent: true,
  maySave: true,
  ...more,
})

const element = (id: string) => document.getElementById(id)!
const press = (id: string) => act(async () => void fireEvent.click(element(id)))
const write = (id: string, value: string) => fireEvent.change(element(id), { target: { value } })

let standing: Settings
function Page() {
  return <OrgSettingsView orgId='o1' orgName='东关街道团工委' settings={useQuery('people.settings', { orgId: 'o1' })} />
}
async function show(settings: Settings, more: Parameters<typeof answerCalls>[0] = {}) {
  standing = settings
  answerCalls({
    'people.settings': () => standing,
    'people.saveSetting': ({ setting }) => {
      if (setting.name === 'review') standing = { ...standing, review: { ...setting.value, from: '东关街道团工委' } }
      else standing = { ...standing, categories: { ...setting.value, from: '东关街道团工委' } }
      return standing
    },
    ...more,
  })
  render(<Page />)
  await act(async () => undefined)
}
const save = (why: string) => {
  write('setting-why', why)
  return press('save-setting')
}

beforeEach(() => {
  newPhone()
  logInAs('secretary')
})

it('switches review on, with the reason', async () => {
  await show(settingsOf())
  expect(element('setting-review')).not.toBeChecked()
  await press('setting-review')
  expect(sentTo('people.saveSetting')).toEqual([])
  await save(' 书记会定的 ')
  expect(sentTo('people.saveSetting')).toEqual([{ orgId: 'o1', setting: { name: 'review', value: { byParent: true } }, why: '书记会定的' }])
  expect(element('setting-review')).toBeChecked()
  expect(document.getElementById('why-sheet')).toBeNull()
  expect(navigationFake.toasts).toEqual(['改好了，从现在起生效'])
})

it('saves nothing without a reason, or where whoever asked goes back', async () => {
  await show(settingsOf())
  await press('setting-review')
  await save(' 行 ')
  expect(element('why-sheet')).toHaveTextContent('写一下为什么改')
  await press('why-sheet-close')
  expect(sentTo('people.saveSetting')).toEqual([])
  expect(element('setting-review')).not.toBeChecked()
})

it('adds, renames, moves and removes categories, and saves them together', async () => {
  await show(settingsOf())
  expect(element('categories')).toHaveTextContent('现在照共青团青石县委定的')
  expect(document.getElementById('save-categories')).toBeNull()
  await press('add-category')
  expect(element('categories-error')).toHaveTextContent('还没有名字')
  write('category-2', '青春课堂')
  await press('category-up-2')
  write('category-0', '志愿行动')
  await press('category-remove-2')
  await press('save-categories')
  await save('换届')
  expect(sentTo('people.saveSetting')).toEqual([
    {
      orgId: 'o1',
      setting: {
        name: 'categories',
        value: {
          items: [
            { code: 'volunteer', name: '志愿行动' },
            { code: expect.stringMatching(/^c_[a-z0-9]{10}$/), name: '青春课堂' },
          ],
        },
      },
      why: '换届',
    },
  ])
  expect(element('categories')).toHaveTextContent('现在照东关街道团工委定的')
  expect(document.getElementById('save-categories')).toBeNull()
})

it('lets go of what was changed', async () => {
  await show(settingsOf())
  write('category-0', '志愿行动')
  await press('undo-categories')
  expect(element('category-0')).toHaveValue('志愿服务')
})

it('keeps what was changed where saving was refused, and says why', async () => {
  await show(settingsOf(), {
    'people.saveSetting': () => {
      throw new AppError('offline')
    },
  })
  write('category-0', '志愿行动')
  await press('save-categories')
  await save('换届')
  expect(element('why-sheet')).toHaveTextContent('没有网络')
  expect(element('category-0')).toHaveValue('志愿行动')
})

it('is read, not changed, by an officer', async () => {
  await show(settingsOf({ maySave: false }))
  expect(element('settings-read-only')).toHaveTextContent('只有书记能改')
  expect(document.getElementById('add-category')).toBeNull()
  expect(document.getElementById('category-0')).toBeNull()
  expect(element('setting-review')).toBeDisabled()
})

it('says what review means where nobody stands above', async () => {
  await show(settingsOf({ hasParent: false }))
  expect(document.body).toHaveTextContent('你们上面没有组织')
})

it('can be asked for again where it did not come', async () => {
  await show(settingsOf(), {
    'people.settings': () => {
      throw new AppError('offline')
    },
  })
  expect(element('error')).toBeInTheDocument()
})
