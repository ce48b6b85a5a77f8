import { expect, test } from 'vitest'
import { channel, echoingChannel, inTouch, messagesOf } from '../../../test/helpers/channel.echo.ts'
import { tellCustomer } from './conversations.ts'
import { settleSent } from './sending.ts'
import { takeStatus } from './statuses.ts'

echoingChannel()

test('a status for a message that nobody knows yet is parked, and found as soon as its id is known', async () => {
  const { session_id, customer_id } = await inTouch()
  const wamid = `wamid.early.${session_id}`
  const { phone_number_id } = channel.meta
  const parked = async () =>
    (await channel.shop.owner('select status from app.whatsapp_parked_statuses where message_id = $1', [wamid])).length
  for (const status of ['read', 'sent'] as const)
    await channel.shop.scheduler(ctx =>
      takeStatus(ctx, {
        kind: 'status',
        phone_number_id,
        wamid,
        // Meta does not always bring back what we sent along.
        callback_data: null,
        status,
        at: new Date().toISOString(),
        errors: [],
        pricing: null,
      } as never),
    )
  expect(await parked()).toBe(2)
  await channel.shop.scheduler(async ctx => {
    const told = await tellCustomer(ctx, {
      customer_id,
      topic: 'repair',
      key: `early:${session_id}`,
      message: { type: 'text', body: 'siap' },
    })
    const row = await ctx.tx
      .selectFrom('whatsapp_outbox')
      .selectAll()
      .where('message_id', '=', told?.message_id ?? '')
      .executeTakeFirstOrThrow()
    await settleSent(ctx, row as never, { wamid }, phone_number_id)
  })
  expect((await messagesOf(session_id)).at(-1)).toMatchObject({ message_content: 'siap', status: 'read' })
  expect(await parked()).toBe(0)
})
