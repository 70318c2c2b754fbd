import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { ICON_NAMES } from './names'

const sheet = readFileSync(path.join(__dirname, 'icon.css'), 'utf8')

test.each(ICON_NAMES)('the icon %s has a drawing and a rule that shows it', (name) => {
  expect(existsSync(path.join(__dirname, `../../assets/icons/${name}.svg`))).toBe(true)
  expect(sheet).toContain(`.icon--${name} {\n  -webkit-mask-image: url('../../assets/icons/${name}.svg');`)
})
