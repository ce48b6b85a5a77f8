import { describe, expect, test } from 'vitest'
import { dueSteps, REMINDER_KINDS, type ReminderSettings, stepsOf, zReminderSettings } from './reminders.ts'
import { timeAt } from './time.ts'

const zone = 'Asia/Kuala_Lumpur'
const settings = zReminderSettings.parse({})
const plan = { settings, zone }
const shown = (subject: Parameters<typeof stepsOf>[0], of = plan) =>
  stepsOf(subject, of).map(step => `${step.kind} ${step.days} ${step.due_at.slice(0, 16)}`)
const changed = (over: object): ReminderSettings => zReminderSettings.parse({ ...settings, ...over })

test('the shop opens with everything on: a day before, a day after, three weeks of asking, then a task', () => {
  expect(zReminderSettings.parse({})).toEqual({
    night: { from: '21:00', to: '09:00' },
    hour: '10:00',
    kinds: {
      quotation_expiring: { on: true, days: [1] },
      pickup: { on: true, days: [1] },
      unclaimed: { on: true, days: [3, 7, 14] },
      unclaimed_task: { on: true, days: [15] },
      appointment: { on: true, days: [1] },
      payment_due: { on: true, days: [1, 7, 14] },
    },
  })
  expect(zReminderSettings.parse({ kinds: { pickup: { on: false, days: [3, 1, 3] } } }).kinds.pickup).toEqual({
    on: false,
    days: [1, 3],
  })
})

describe('when', () => {
  const ready = (since: string) => ({ about: 'ready', anchor: since, since }) as const

  test('a device: days after it was ready, at the hour at which it was', () => {
    expect(shown(ready('2026-11-23T06:30:00.000Z'))).toEqual([
      'pickup 1 2026-11-24T06:30',
      'unclaimed 3 2026-11-26T06:30',
      'unclaimed 7 2026-11-30T06:30',
      'unclaimed 14 2026-12-07T06:30',
      'unclaimed_task 15 2026-12-08T06:30',
    ])
  })

  test('ready at half past ten in the evening: never at that hour, but in the morning after', () => {
    expect(shown(ready('2026-11-23T14:30:00.000Z'))[0]).toBe('pickup 1 2026-11-25T01:00')
  })

  test('an offer: at ten on the day before it ends; not one that was sent after that', () => {
    const offer = (since: string) => ({ about: 'quotation', anchor: '2026-11-30', since }) as const
    expect(shown(offer('2026-11-23T06:30:00.000Z'))).toEqual(['quotation_expiring 1 2026-11-29T02:00'])
    expect(shown(offer('2026-11-29T02:00:00.000Z'))).toEqual([])
  })

  test('an appointment: the day before at ten; whoever books for today or agreed this morning for tomorrow knows it', () => {
    const visit = (anchor: string, since: string) => ({ about: 'appointment', anchor, since }) as const
    expect(shown(visit('2026-11-26T01:30:00.000Z', '2026-11-20T01:30:00.000Z'))).toEqual([
      'appointment 1 2026-11-25T02:00',
    ])
    expect(shown(visit('2026-11-26T09:30:00.000Z', '2026-11-26T01:30:00.000Z'))).toEqual([])
    expect(shown(visit('2026-11-26T09:30:00.000Z', '2026-11-25T04:30:00.000Z'))).toEqual([])
    // Half past midnight is the shop's Thursday, though Greenwich still has Wednesday.
    expect(shown(visit('2026-11-25T16:30:00.000Z', '2026-11-20T01:30:00.000Z'))).toEqual([
      'appointment 1 2026-11-25T02:00',
    ])
  })

  test('a bill: at ten on the days after it was due; after a payment only what comes then', () => {
    const bill = (since: string) => ({ about: 'invoice', anchor: '2026-11-23', since }) as const
    expect(shown(bill('2026-11-09T06:30:00.000Z'))).toEqual([
      'payment_due 1 2026-11-24T02:00',
      'payment_due 7 2026-11-30T02:00',
      'payment_due 14 2026-12-07T02:00',
    ])
    expect(shown(bill('2026-11-26T06:30:00.000Z'))[0]).toBe('payment_due 7 2026-11-30T02:00')
  })

  test('what is switched off has no steps, and days are as they are set', () => {
    const own = changed({
      kinds: {
        ...settings.kinds,
        pickup: { on: false, days: [1] },
        unclaimed: { on: true, days: [2] },
        unclaimed_task: { on: true, days: [] },
      },
    })
    expect(shown(ready('2026-11-23T06:30:00.000Z'), { settings: own, zone })).toEqual(['unclaimed 2 2026-11-25T06:30'])
  })

  test('over a change of the clocks the hour on the wall stays', () => {
    const berlin = { settings, zone: 'Europe/Berlin' }
    const [first] = stepsOf(ready('2026-03-28T11:00:00.000Z'), berlin)
    expect(first?.due_at).toBe('2026-03-29T10:00:00.000Z')
  })

  test('whatever the moment, the zone and the night: no step falls into the night', () => {
    for (const night of [settings.night, { from: '20:15', to: '10:45' }, { from: '00:00', to: '08:00' }])
      for (const place of ['Asia/Kuala_Lumpur', 'Asia/Jayapura', 'Europe/Berlin', 'America/New_York'])
        for (let hour = 0; hour < 72; hour += 1) {
          const since = new Date(Date.UTC(2026, 9, 23, hour, 17)).toISOString()
          for (const { due_at } of stepsOf(ready(since), { settings: changed({ night }), zone: place })) {
            const at = timeAt(due_at, place)
            const dark = night.from < night.to ? at >= night.from && at < night.to : at >= night.from || at < night.to
            expect(dark, `${place} ${since} ${at}`).toBe(false)
          }
        }
  })
})

describe('of what has fallen due', () => {
  const steps = stepsOf({ about: 'ready', anchor: '2026-11-23T06:30:00.000Z', since: '2026-11-23T06:30:00.000Z' }, plan)
  const due = (now: string) => dueSteps(steps, now).map(step => `${step.kind} ${step.days}`)
  test.each([
    ['nothing yet', '2026-11-24T06:29:59.000Z', []],
    ['the first', '2026-11-24T06:30:00.000Z', ['pickup 1']],
    ['only the latest, after a standstill', '2026-11-30T06:40:00.000Z', ['unclaimed 7']],
    ['nothing that should have been said two days ago', '2026-12-02T06:30:00.000Z', []],
    [
      'the last word to the customer and the task for staff',
      '2026-12-08T06:31:00.000Z',
      ['unclaimed 14', 'unclaimed_task 15'],
    ],
  ])('%s', (_, now, expected) => {
    expect(due(now)).toEqual(expected)
  })
})

test('a word for the day before is not said on the day itself', () => {
  const visit = { about: 'appointment', anchor: '2026-11-26T07:00:00.000Z', since: '2026-11-20T01:30:00.000Z' } as const
  const due = (now: string) => dueSteps(stepsOf(visit, plan), now).length
  expect([due('2026-11-25T13:59:00.000Z'), due('2026-11-26T01:00:00.000Z')]).toEqual([1, 0])
})

test('every kind says what it is about and has its own switch', () => {
  expect(REMINDER_KINDS.toSorted()).toEqual(Object.keys(settings.kinds).toSorted())
})
