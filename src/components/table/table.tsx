import type { ReactNode } from 'react'
import { View } from '@tarojs/components'
import { classes, given } from '../classes'
import { Pressable } from '../pressable/pressable'
import './table.css'

export interface TableColumn<Row> {
  /** The field of the row that is shown, unless `render` says otherwise. */
  key: string
  title: string
  align?: 'start' | 'center' | 'end'
  /** A track of the grid (`120px`, `2fr`); an equal share by default. */
  width?: string
  render?: (row: Row) => ReactNode
}

export interface TableProps<Row> {
  id?: string
  className?: string
  columns: readonly TableColumn<Row>[]
  rows: readonly Row[]
  /** The field that names a row, or how its name is found. A row that can be pressed has the id `<id>-<row>`. */
  rowKey: (keyof Row & string) | ((row: Row) => string)
  onRow?: (row: Row) => void
  /** Rows to look at twice. */
  tone?: (row: Row) => 'gold' | undefined
  label?: string
}

function shown<Row>(column: TableColumn<Row>, row: Row): ReactNode {
  if (column.render) return column.render(row)
  const value = (row as Record<string, unknown>)[column.key]
  return typeof value === 'string' || typeof value === 'number' ? value : null
}

/** A table for a desk. */
export function Table<Row>({ id, className, columns, rows, rowKey, onRow, tone, label }: TableProps<Row>) {
  const grid = { gridTemplateColumns: columns.map((column) => `minmax(0, ${column.width ?? '1fr'})`).join(' ') }
  const keyOf = typeof rowKey === 'function' ? rowKey : (row: Row) => String(row[rowKey])
  const align = (column: TableColumn<Row>) => column.align && column.align !== 'start' && `table__cell--${column.align}`
  return (
    <View {...given({ id })} className={classes('table', className)} {...{ role: 'table', 'aria-label': label }}>
      <View className='table__row table__row--head' style={grid} {...{ role: 'row' }}>
        {columns.map((column) => (
          <View key={column.key} className={classes('table__cell', 'table__cell--head', align(column))} {...{ role: 'columnheader' }}>
            {column.title}
          </View>
        ))}
      </View>
      {rows.map((row) => {
        const key = keyOf(row)
        const cells = columns.map((column) => (
          <View key={column.key} className={classes('table__cell', align(column))} {...{ role: 'cell' }}>
            {shown(column, row)}
          </View>
        ))
        const names = classes('table__row', tone?.(row) === 'gold' && 'table__row--gold')
        return onRow ? (
          <Pressable key={key} id={id && `${id}-${key}`} className={names} style={grid} role='row' onPress={() => onRow(row)}>
            {cells}
          </Pressable>
        ) : (
          <View key={key} {...given({ id: id && `${id}-${key}` })} className={names} style={grid} {...{ role: 'row' }}>
            {cells}
          </View>
        )
      })}
    </View>
  )
}
