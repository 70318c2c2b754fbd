import { render, screen } from '@testing-library/react'
import { Bars } from '../bars/bars'
import { Progress } from '../progress/progress'
import { arcSvg } from './mask'
import { Ring } from './ring'

const lengthOf = (svg: string) => Number(/stroke-dasharray="([\d.]+)/.exec(svg)?.[1])

test('the arc is as long as the part', () => {
  const whole = lengthOf(arcSvg(1))
  expect(lengthOf(arcSvg(0.625)) / whole).toBeCloseTo(0.625, 3)
})

test('more than all is all, and nothing has no dot', () => {
  expect(arcSvg(1.4)).toBe(arcSvg(1))
  expect(arcSvg(0)).not.toContain('circle')
  expect(arcSvg(-1)).toBe(arcSvg(0))
})

test('a ring says its number, also where there is nothing to reach', () => {
  render(<Ring value={3} max={0} label='3' unit='小时' />)
  expect(screen.getByRole('img', { name: '3 小时' })).toBeInTheDocument()
})

test('bars are true to the largest value, from zero', () => {
  const { container } = render(
    <Bars
      items={[
        { label: '9月', value: 2 },
        { label: '10月', value: 0 },
        { label: '11月', value: 8 },
      ]}
    />,
  )
  const heights = [...container.querySelectorAll<HTMLElement>('.bars__bar')].map((bar) => bar.style.height)
  expect(heights).toEqual(['25%', '0%', '100%'])
  expect(screen.getByRole('img', { name: '9月 2，10月 0，11月 8' })).toBeInTheDocument()
})

test('a bar never leaves its shaft', () => {
  const { container, rerender } = render(<Progress value={30} max={25} />)
  const width = () => container.querySelector<HTMLElement>('.progress__bar')!.style.width
  expect(width()).toBe('100%')
  rerender(<Progress value={3} max={0} />)
  expect(width()).toBe('0%')
})
