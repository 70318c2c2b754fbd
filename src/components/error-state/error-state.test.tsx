import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { AppError } from '@core/contract/errors'
import { ErrorState } from './error-state'

test('it says what happened in words and offers to try again', async () => {
  const retry = jest.fn()
  render(<ErrorState error={new AppError('too_early', { time: '14:00' })} onRetry={retry} />)
  expect(screen.getByRole('alert')).toHaveTextContent('还没到签到时间，14:00 开始')
  await userEvent.click(screen.getByRole('button', { name: '再试一次' }))
  expect(retry).toHaveBeenCalled()
})

test('a failure without a code is answered as ours', () => {
  render(<ErrorState error={null} onRetry={() => undefined} />)
  expect(screen.getByRole('alert')).toHaveTextContent('我们这边出了问题')
})
