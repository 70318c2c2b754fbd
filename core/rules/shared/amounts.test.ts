import { creditText, hoursText } from './amounts'

test.each([
  [0, '0'],
  [20, '0.33'],
  [750, '12.5'],
  [60, '1'],
  [178, '2.97'],
  [-90, '-1.5'],
])('%i minutes are %s hours', (minutes, text) => expect(hoursText(minutes)).toBe(text))
test.each([
  [25, '0.25'],
  [635, '6.35'],
  [0, '0.00'],
])('%i hundredths are %s credits', (hundredths, text) => expect(creditText(hundredths)).toBe(text))
