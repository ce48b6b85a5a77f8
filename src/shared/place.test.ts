import { expect, test } from 'vitest'
import { parsePlace, showPlace } from './place.ts'

const klcc = { latitude: 3.157764, longitude: 101.711861 }

test.each([
  '3.157764, 101.711861',
  ' 3.157764 101.711861 ',
  '3.1577640001,101.7118611',
  'https://www.google.com/maps?q=3.157764,101.711861',
  'https://www.google.com/maps/search/?api=1&query=3.157764%2C101.711861',
  'https://www.google.com/maps/@3.157764,101.711861,17z',
  'https://www.google.com/maps/place/KLCC/@3.1,101.7,15z/data=!3m1!4b1!4m6!8m2!3d3.157764!4d101.711861',
  'https://www.waze.com/ul?ll=3.157764%2C101.711861&navigate=yes',
])('%s', text => expect(parsePlace(text)).toEqual(klcc))

test.each([
  '',
  'Jalan Ampang 12',
  '3.157764',
  '91, 101',
  '3, 181',
  'https://maps.app.goo.gl/abc123',
  '12-3, 45',
  '1, 2, 3',
])('no place: "%s"', text => expect(parsePlace(text)).toBeNull())

test('south and west; what is shown is read back', () => {
  const place = parsePlace('-6.2, -106.816667')
  expect(place).toEqual({ latitude: -6.2, longitude: -106.816667 })
  expect(place && parsePlace(showPlace(place))).toEqual(place)
})
