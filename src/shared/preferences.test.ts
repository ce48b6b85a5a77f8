import { describe, expect, test } from 'vitest'
import { NOTICE_KINDS, type Preferences, TOPICS, type Topic, wishOf, zHours, zNotices } from './preferences.ts'
import { timeAt } from './time.ts'

const ALL: Topic[] = ['reply', ...(Object.keys(TOPICS) as (keyof typeof TOPICS)[])]
const NIGHT = { from: '21:00', to: '09:00' }
const zone = 'Asia/Kuala_Lumpur'
const day = '2026-11-25T04:00:00.000Z' // noon in Kuala Lumpur
const night = '2026-11-25T15:30:00.000Z' // 23:30
const plain = { contact_method: 'whatsapp', notices: {}, marketing: true, quiet: null, paused_at: null } as const
type Asked = Parameters<typeof wishOf>[0]
const sent = (over: Partial<Preferences>, now = day, all: readonly Topic[] = ALL) =>
  all.filter(topic => wishOf({ ...plain, ...over } as Asked, topic, now, { zone, night: NIGHT }).send === 'now')
const without = (...gone: Topic[]) => ALL.filter(topic => !gone.includes(topic))

describe('what a customer wants, by topic', () => {
  test.each<[string, Partial<Preferences>, Topic[]]>([
    ['nothing said', {}, ALL],
    ['no promotions agreed to', { marketing: false }, without('marketing')],
    ['STOP', { paused_at: day }, ['reply', 'quotation', 'quotation_over', 'pickup']],
    ['STOP, and quotations muted as well', { paused_at: day, notices: { quotation: false } }, ['reply', 'pickup']],
    ['reminders muted', { notices: { reminder: false } }, without('reminder')],
    ['appointments muted', { notices: { appointment: false } }, without('appointment', 'appointment_reminder')],
    ['calls only', { contact_method: 'call' }, ['reply']],
    ['not to be contacted', { contact_method: 'none' }, ['reply']],
  ])('%s', (_, over, expected) => {
    expect(sent(over)).toEqual(expected)
  })

  test('each kind has a topic that its switch silences, and no other', () => {
    for (const kind of NOTICE_KINDS) {
      const gone = ALL.filter(topic => !sent({ notices: { [kind]: false } }).includes(topic))
      expect(gone.length, kind).toBeGreaterThan(0)
      expect(gone.every(topic => topic !== 'reply' && TOPICS[topic].kind === kind)).toBe(true)
    }
  })

  test('at night the shop begins nothing by itself; what follows from an act goes out', () => {
    expect(sent({}, night)).toEqual(without('quotation_over', 'appointment_reminder', 'reminder', 'marketing'))
  })

  test("in the customer's quiet hours only answers go out", () => {
    expect(sent({ quiet: { from: '11:00', to: '14:00' } })).toEqual(['reply'])
  })

  test('the reason says what stands in the way', () => {
    const why = (over: Partial<Preferences>, topic: Topic, now = day) =>
      wishOf({ ...plain, ...over } as Asked, topic, now, { zone, night: NIGHT })
    expect(why({ contact_method: 'call' }, 'pickup')).toEqual({ send: 'never', why: 'wants_call' })
    expect(why({ notices: { pickup: false } }, 'pickup')).toEqual({ send: 'never', why: 'muted' })
    expect(why({ paused_at: day }, 'repair')).toEqual({ send: 'never', why: 'paused' })
    expect(why({}, 'reminder', night)).toEqual({ send: 'later', at: '2026-11-26T01:00:00.000Z', why: 'night' })
    expect(why({ quiet: { from: '22:00', to: '07:00' } }, 'repair', night)).toEqual({
      send: 'later',
      at: '2026-11-25T23:00:00.000Z',
      why: 'quiet_hours',
    })
  })
})

describe('hours', () => {
  const at = (topic: Topic, now: string, quiet: Preferences['quiet'], hours = NIGHT, where = zone) => {
    const wish = wishOf({ ...plain, quiet } as Asked, topic, now, { zone: where, night: hours })
    return wish.send === 'later' ? wish.at : wish.send
  }
  test.each([
    ['20:59 is still evening', '2026-11-25T12:59:59.000Z', 'now'],
    ['21:00 is night', '2026-11-25T13:00:00.000Z', '2026-11-26T01:00:00.000Z'],
    ['midnight too', '2026-11-25T16:00:00.000Z', '2026-11-26T01:00:00.000Z'],
    ['08:59 too', '2026-11-26T00:59:59.000Z', '2026-11-26T01:00:00.000Z'],
    ['09:00 is morning', '2026-11-26T01:00:00.000Z', 'now'],
  ])('%s', (_, now, expected) => {
    expect(at('reminder', now, null)).toBe(expected)
  })

  test('quiet hours that begin when the night ends push on to their own end', () => {
    expect(at('reminder', night, { from: '08:00', to: '13:30' })).toBe('2026-11-26T05:30:00.000Z')
  })

  test('whoever sleeps by day, so that no minute is left, is written to when his own hours end', () => {
    expect(at('reminder', day, { from: '08:00', to: '22:00' })).toBe('2026-11-25T14:00:00.000Z')
    expect(at('reminder', '2026-11-25T14:00:00.000Z', { from: '08:00', to: '22:00' })).toBe('now')
  })

  test("the zone is the shop's: the same moment is night in Jayapura and evening in Jakarta", () => {
    const moment = '2026-11-25T12:30:00.000Z'
    expect(at('reminder', moment, null, NIGHT, 'Asia/Jakarta')).toBe('now')
    expect(at('reminder', moment, null, NIGHT, 'Asia/Jayapura')).toBe('2026-11-26T00:00:00.000Z')
  })

  test('over a change of the clocks the hour of the wall counts', () => {
    const spring = at('reminder', '2026-03-28T22:00:00.000Z', null, NIGHT, 'Europe/Berlin')
    const autumn = at('reminder', '2026-10-24T22:00:00.000Z', null, NIGHT, 'Europe/Berlin')
    expect([timeAt(spring, 'Europe/Berlin'), timeAt(autumn, 'Europe/Berlin')]).toEqual(['09:00', '09:00'])
    // 02:30 does not exist that night: the next minute that does.
    const gap = at('repair', '2026-03-29T00:15:00.000Z', { from: '22:00', to: '02:30' }, NIGHT, 'Europe/Berlin')
    expect(Date.parse(gap)).toBeGreaterThanOrEqual(Date.parse('2026-03-29T01:00:00.000Z'))
    expect(Date.parse(gap)).toBeLessThanOrEqual(Date.parse('2026-03-29T01:30:00.000Z'))
  })

  test('whatever the hours, it is sent at a minute outside the quiet ones, within a day and a half', () => {
    const clock = (n: number) => `${String(Math.floor(n / 2) % 24).padStart(2, '0')}:${n % 2 ? '30' : '00'}`
    for (let from = 0; from < 48; from += 5)
      for (let to = 0; to < 48; to += 3) {
        if (from === to) continue
        const quiet = { from: clock(from), to: clock(to) }
        const moment = at('reminder', night, quiet)
        const when = moment === 'now' ? night : moment
        const local = timeAt(when, zone)
        const inside =
          quiet.from < quiet.to ? local >= quiet.from && local < quiet.to : local >= quiet.from || local < quiet.to
        expect(inside, JSON.stringify({ quiet, local })).toBe(false)
        expect(Date.parse(when) - Date.parse(night)).toBeLessThan(36 * 3600_000)
      }
  })
})

test('what is kept is of the shape, and no other key', () => {
  expect(zNotices.parse({ reminder: false, dance: true })).toEqual({ reminder: false })
  expect(zNotices.safeParse({ reminder: 'no' }).success).toBe(false)
  expect(zHours.safeParse({ from: '21:00', to: '21:00' }).success).toBe(false)
  expect(zHours.safeParse({ from: '24:00', to: '09:00' }).success).toBe(false)
})
