import { act, fireEvent, render, screen } from '@testing-library/react'
import { AppError } from '@core/contract/errors'
import { documentFake } from '@/platform/document/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { newPhone } from './_phone'
import { useMadeFile } from './use-made-file'

const FILE = { name: '简报.zip', mime: 'application/zip', base64: 'UEsF' }

function Page({ ask }: { ask: () => Promise<typeof FILE> }) {
  const { busy, openFile } = useMadeFile()
  return <button onClick={() => void openFile(ask)}>{busy ? '正在生成' : '生成'}</button>
}
const press = () => act(async () => void fireEvent.click(screen.getByRole('button')))

beforeEach(() => newPhone())

test('a document is opened once, however often the button is pressed while it is made', async () => {
  let answer: (file: typeof FILE) => void = () => undefined
  const ask = jest.fn(() => new Promise<typeof FILE>((resolve) => (answer = resolve)))
  render(<Page ask={ask} />)
  await press()
  expect(screen.getByRole('button')).toHaveTextContent('正在生成')
  await press()
  await act(async () => answer(FILE))
  expect(ask).toHaveBeenCalledTimes(1)
  expect(documentFake.shown).toEqual([FILE])
  expect(screen.getByRole('button')).toHaveTextContent('生成')
})

test('a refusal is said, and so is a document that does not open', async () => {
  const { unmount } = render(<Page ask={() => Promise.reject(new AppError('not_found'))} />)
  await press()
  unmount()
  documentFake.outcome = 'failed'
  render(<Page ask={() => Promise.resolve(FILE)} />)
  await press()
  expect(navigationFake.toasts).toEqual(['没找到，可能已删除，或不归你所在的组织管', '文件没能打开，再试一次'])
})

test('who changed their mind hears nothing', async () => {
  documentFake.outcome = 'given_up'
  render(<Page ask={() => Promise.resolve(FILE)} />)
  await press()
  expect(navigationFake.toasts).toEqual([])
})
