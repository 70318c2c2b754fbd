import { fireEvent, render, screen } from '@testing-library/react'
import { PictureGrid } from '../picture-grid/picture-grid'
import { Picture } from './picture'

test('a picture keeps its box while it comes, then shows', () => {
  const { container } = render(<Picture src='/files/a' label='封面' />)
  expect(container.firstChild).toHaveClass('picture--coming')
  fireEvent.load(screen.getByAltText('封面'))
  expect(container.firstChild).not.toHaveClass('picture--coming')
})

test('a drawing that stands for a photo is marked, so that the dark can turn it', () => {
  const { container, rerender } = render(<Picture drawn src='data:image/svg+xml,' label='封面' />)
  expect(container.firstChild).toHaveClass('picture--drawn')
  rerender(<Picture src='/files/a' label='封面' />)
  expect(container.firstChild).not.toHaveClass('picture--drawn')
})

test('one that is still asked for has a box and no image', () => {
  const { container } = render(<Picture src={null} label='封面' />)
  expect(container.querySelector('img')).toBeNull()
  expect(container.firstChild).toHaveClass('picture--coming')
})

test('one that does not load says so, and cannot be opened', () => {
  const press = jest.fn()
  const { rerender } = render(<Picture id='cover' src='/files/a' label='封面' onPress={press} />)
  fireEvent.click(document.getElementById('cover')!)
  fireEvent.error(screen.getByAltText('封面'))
  expect(screen.getByLabelText('封面，没能显示')).toBeInTheDocument()
  fireEvent.click(document.getElementById('cover')!)
  expect(press).toHaveBeenCalledTimes(1)
  rerender(<Picture id='cover' src='/files/b' label='封面' onPress={press} />)
  expect(screen.getByAltText('封面')).toHaveAttribute('src', '/files/b')
})

test('pictures are named by their number, and each can be opened', () => {
  const press = jest.fn()
  const pictures = ['a', 'b', 'c'].map((src) => ({ src, failed: false }))
  render(<PictureGrid id='grid' pictures={pictures} label='现场' onPress={press} />)
  fireEvent.click(document.getElementById('grid-2')!)
  expect(press).toHaveBeenCalledWith(2)
  expect(screen.getByRole('button', { name: '现场，第 2 张' })).toBeInTheDocument()
})

test.each([
  [1, 'one', 'wide'],
  [2, 'two', 'square'],
  [4, 'two', 'square'],
  [9, 'three', 'square'],
])('%s of them lie %s in a row', (count, columns, shape) => {
  const pictures = Array.from({ length: count }, (_, index) => ({ src: String(index), failed: false }))
  const { container } = render(<PictureGrid pictures={pictures} label='现场' />)
  expect(container.firstChild).toHaveClass(`picture-grid--${columns}`)
  expect(container.querySelector('.picture')).toHaveClass(`picture--${shape}`)
})
