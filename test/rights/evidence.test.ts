import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from './rights.ts'
import { asSomebody } from './somebody.ts'
import { openWorld } from './world.ts'
import { put, type World } from './world.types.ts'

let owner: pg.Client
let app: pg.Client
let world: World
let close: () => Promise<void>

beforeAll(async () => {
  ;({ owner, app, world, close } = await openWorld())
})
afterAll(() => close?.())

/** Rows that it reached, or the code of the refusal. */
const outcome = (who: Role, sql: string, values: unknown[]) =>
  asSomebody(app, world, who, () =>
    app.query(sql, values).then(
      result => `${result.rowCount} rows`,
      (error: { code: string }) => error.code,
    ),
  )
const REFUSED = ['42501', '0 rows']

describe('what a customer wrote', () => {
  test.each(['admin', 'staff', 'bot'] as const)('%s does not rewrite it', async who => {
    const id = await put(owner, 'whatsapp_messages', {
      session_id: world.mine.session,
      customer_id: world.mine.customer,
      phone_number_id: '1',
      message_id: `wamid.evidence.${who}`,
      direction: 'inbound',
      author: 'customer',
      message_content: 'ok, teruskan',
      status: 'received',
    })
    for (const change of [
      `message_content = 'tak jadi'`,
      `message_id = 'wamid.other'`,
      `message_type = 'image'`,
      `direction = 'outbound'`,
      `author = 'staff'`,
      `customer_id = '${world.theirs.customer}'`,
      `session_id = '${world.theirs.session}'`,
    ])
      expect(REFUSED, change).toContain(
        await outcome(who, `update app.whatsapp_messages set ${change} where id = $1`, [id]),
      )
    expect(await outcome(who, `update app.whatsapp_messages set handled_at = now() where id = $1`, [id])).toBe('1 rows')
  })
})

describe('where a conversation is written to', () => {
  test.each(['admin', 'staff', 'technician', 'bot'] as const)('%s does not turn it to another number', async who => {
    for (const change of [
      `wa_id = '60190000000'`,
      `bsuid = 'MY.1'`,
      `phone_number_id = '2'`,
      `phone_number = '+60190000000'`,
    ])
      expect(
        await outcome(who, `update app.whatsapp_sessions set ${change} where id = $1`, [world.mine.session]),
        change,
      ).toBe('42501')
    expect(
      await outcome(who, `update app.whatsapp_sessions set last_activity = now() where id = $1`, [world.mine.session]),
    ).toBe('1 rows')
  })

  test('the channel does', async () => {
    expect(
      await outcome('scheduler', `update app.whatsapp_sessions set wa_id = '60190000000' where id = $1`, [
        world.mine.session,
      ]),
    ).toBe('1 rows')
  })
})

test('the holder of a check-in’s link fills the form, and lengthens, moves or ties nothing', async () => {
  const { checkin } = world.mine
  for (const change of [
    `expires_at = '2100-01-01'`,
    `ticket_id = '${world.theirs.ticket}'`,
    `session_id = '${world.theirs.session}'`,
    `ticket_number = 'TKT-1'`,
    `token_hash = 'x'`,
    `prefill = '{"a": 1}'`,
    `status = 'ticketed'`,
  ])
    expect(await outcome('checkin_link', `update app.checkins set ${change} where id = $1`, [checkin]), change).toBe(
      '42501',
    )
  const filled = `update app.checkins set status = 'submitted', form = '{}', terms = '{}', submitted_at = now(), opened_at = now() where id = $1`
  expect(await outcome('checkin_link', filled, [checkin])).toBe('1 rows')
})

test.each(['admin', 'staff', 'technician', 'bot', 'scheduler', 'checkin_link'] as const)(
  '%s does not put other bytes behind a file',
  async who => {
    for (const change of [
      `storage_key = 'other'`,
      `thumbnail_key = 'other'`,
      `sha256 = 'other'`,
      `kind = 'signature'`,
      `created_at = now()`,
    ])
      expect(await outcome(who, `update app.files set ${change} where id = $1`, [world.mine.file]), change).toBe(
        '42501',
      )
  },
)
