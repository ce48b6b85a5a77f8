import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chattingShop, decisionsOf, quoted, words } from '../../../../test/helpers/chat.ts'
import type { TestShop } from '../../../../test/helpers/shop.ts'
import { takeOver, tellCustomer } from '../../conversations/conversations.ts'
import { reviseQuotation, sendQuotation } from '../../quotations/quotations.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await chattingShop()
})
afterAll(() => shop.close())

describe('a quotation', () => {
  test('a tapped button decides, with its message as evidence, however often it is tapped', async () => {
    const { of, quotation } = await quoted(shop)
    const tap = { tap: `quotation:${quotation.id}:v1:approve`, title: 'Setuju' }
    expect(await words(of, tap)).toContain('RM380.00 diluluskan')
    expect(await words(of, tap)).toContain('sudah diputuskan')
    expect(await decisionsOf(shop, quotation.id)).toMatchObject([
      { version: 1, decision: 'accepted', via: 'chat_button', message_id: of.heard[0] },
    ])
  })
  test('of a burst, the evidence is the message that says yes or no, not the last one', async () => {
    const accepted = await quoted(shop)
    await accepted.of.says('saya setuju, teruskan')
    await accepted.of.says('ok setuju, teruskan', 'kedai buka pukul berapa esok?')
    expect(await decisionsOf(shop, accepted.quotation.id)).toMatchObject([
      { decision: 'accepted', via: 'chat_words', message_id: accepted.of.heard.at(-2) },
    ])
    const rejected = await quoted(shop)
    await rejected.of.says({ tap: `quotation:${rejected.quotation.id}:v1:reject` })
    await rejected.of.says('ya, pulangkan', { image: true })
    expect(await decisionsOf(shop, rejected.quotation.id)).toMatchObject([
      { decision: 'rejected', via: 'chat_words', message_id: rejected.of.heard.at(-2) },
    ])
  })
  test('who taps yes under the amount just shown is thanked and not asked again', async () => {
    const { of, quotation } = await quoted(shop)
    await of.says('saya setuju, teruskan')
    const answer = await of.says({ tap: `quotation:${quotation.id}:v1:approve`, title: 'Setuju' })
    expect(answer?.text).toContain('RM380.00 diluluskan')
    expect(answer?.text).not.toContain('masih menunggu')
    expect(answer?.taps).toEqual([])
  })
  test('"ok" decides nothing unless the amount was just shown', async () => {
    const { of, quotation } = await quoted(shop)
    await of.says('ok')
    expect(await decisionsOf(shop, quotation.id)).toEqual([])
    const shown = await of.says('saya setuju, teruskan')
    expect(shown?.text).toContain('RM380.00')
    expect(shown?.taps).toEqual([`quotation:${quotation.id}:v1:approve`, `quotation:${quotation.id}:v1:reject`])
    expect(await words(of, 'ok')).toContain('diluluskan')
    expect(await decisionsOf(shop, quotation.id)).toMatchObject([
      { decision: 'accepted', via: 'chat_words', words: 'ok' },
    ])
  })
  test('"ok" decides nothing while the amount is still on its way to the customer, or came after he wrote', async () => {
    const onItsWay = [
      `update app.whatsapp_messages set status = 'sending' where session_id = $1 and direction = 'outbound'`,
      `update app.whatsapp_outbox set status = 'sent', sending_at = now() + interval '5 seconds' where session_id = $1`,
    ]
    for (const change of onItsWay) {
      const { of, quotation } = await quoted(shop)
      expect(await words(of, 'setuju')).toContain('RM380.00')
      await shop.owner(
        `update app.whatsapp_messages set status = 'sent' where session_id = $1 and direction = 'outbound'`,
        [of.session_id],
      )
      await shop.owner(`update app.whatsapp_outbox set status = 'sent', sending_at = now() where session_id = $1`, [
        of.session_id,
      ])
      await shop.owner(change, [of.session_id])
      expect(await words(of, 'ok')).not.toContain('diluluskan')
      expect(await decisionsOf(shop, quotation.id)).toEqual([])
      expect(await words(of, 'setuju')).toContain('RM380.00')
      expect(await words(of, 'ok')).toContain('diluluskan')
    }
  })
  test('a question in between is answered and the decision stays open', async () => {
    const { of, quotation } = await quoted(shop)
    await of.says('status phone saya?')
    const answer = await of.says('kedai buka pukul berapa esok?')
    expect(answer?.text).toContain('10 pagi')
    expect(answer?.text).toContain('masih menunggu keputusan')
    expect(await words(of, 'ok setuju')).toContain('diluluskan')
    expect(await decisionsOf(shop, quotation.id)).toHaveLength(1)
  })
  const answers: readonly (readonly [string, 'accepted' | 'asked_again' | 'open'])[] = [
    ['ok jadi', 'accepted'],
    ['jadi', 'accepted'],
    ['setuju bos, teruskan', 'accepted'],
    ['boleh, baiki terus', 'accepted'],
    ['ok proceed je', 'accepted'],
    ['oke lanjut aja kak', 'accepted'],
    ['iya kerjain aja', 'accepted'],
    ['yes go ahead', 'accepted'],
    ['sure, please start the work', 'accepted'],
    ['mahal sangat, tak jadilah', 'asked_again'],
    ['ga jadi deh kemahalan', 'asked_again'],
    ['no thanks, I will collect it', 'asked_again'],
    ['tak setuju', 'asked_again'],
    ['kalau rm200 boleh, kalau tak cancel', 'open'],
    ['kalau tak siap hari ni saya ambil balik', 'open'],
    ['saya ambil balik, kalau tak siap hari ni', 'open'],
    ['if not today then I will take it back', 'open'],
    ['kalo hari ini ga jadi saya batal aja', 'open'],
    ['ok setuju, tapi kalau lambat saya ambil balik', 'open'],
    ['ok, bila siap?', 'open'],
    ['hold on, let me ask my wife first', 'open'],
    ['kejap saya tanya isteri dulu', 'open'],
    ['sebentar tanya istri dulu ya', 'open'],
    ['let me check with my boss', 'open'],
    ['ok kejap', 'open'],
    ['setuju. bila siap?', 'accepted'],
    ['oke lanjut aja. kapan jadinya kak?', 'accepted'],
    ['yes go ahead. can I pay by card?', 'accepted'],
    ['boleh cancel je ke', 'asked_again'],
    ['saya nak batal', 'asked_again'],
    ['boleh kurang sikit tak?', 'open'],
    ['mahal banget, bisa kurang ga', 'open'],
    ['ok ke harga tu', 'open'],
    ['boleh ambil bila', 'open'],
    ['ok tapi kalau boleh murah sikit', 'open'],
    ['bila siap kalau saya setuju?', 'open'],
    ['nanti saya fikir dulu', 'open'],
    ['kenapa mahal sangat?', 'open'],
    ['tak boleh murah lagi ke', 'open'],
    ['can it be cheaper?', 'open'],
    ['berapa lama siap ya', 'open'],
    ['?', 'open'],
  ]
  test.each(answers)('right after the amount, "%s" leaves it %s', async (said, expected) => {
    const { of, quotation } = await quoted(shop)
    await of.says('saya setuju, teruskan')
    await of.says(said)
    const state = await of.state()
    expect(await decisionsOf(shop, quotation.id)).toHaveLength(expected === 'accepted' ? 1 : 0)
    expect(state?.flow === 'reject').toBe(expected === 'asked_again')
  })
  test('a refusal is asked once more, because the device goes back unrepaired', async () => {
    const { of, quotation } = await quoted(shop)
    expect(await words(of, { tap: `quotation:${quotation.id}:v1:reject`, title: 'Tak jadi' })).toContain('RM30.00')
    expect(await decisionsOf(shop, quotation.id)).toEqual([])
    expect(await words(of, { tap: 'reject:yes' })).toContain('tak dibaiki')
    expect(await decisionsOf(shop, quotation.id)).toMatchObject([{ decision: 'rejected', via: 'chat_button' }])
  })
  test('what is no answer to "return it unrepaired?" returns nothing', async () => {
    const { of, quotation } = await quoted(shop)
    await of.says({ tap: `quotation:${quotation.id}:v1:reject` })
    await of.says('kapan bisa diambil')
    await of.says('boleh ke')
    expect(await decisionsOf(shop, quotation.id)).toEqual([])
  })
  test('"ok" to a message that came in between refuses nothing', async () => {
    const { of, job, quotation } = await quoted(shop)
    await of.says({ tap: `quotation:${quotation.id}:v1:reject` })
    await shop.scheduler(ctx =>
      tellCustomer(ctx, {
        customer_id: job.customer_id,
        topic: 'repair',
        key: `note:${job.ticket_id}`,
        message: { type: 'text', body: 'Kami tutup esok.' },
      }),
    )
    expect((await of.says('ok'))?.taps).toEqual(['reject:yes', 'reject:no'])
    expect(await decisionsOf(shop, quotation.id)).toEqual([])
    expect(await words(of, 'ya')).toContain('tak dibaiki')
    expect(await decisionsOf(shop, quotation.id)).toMatchObject([{ decision: 'rejected', via: 'chat_words' }])
  })
  test('after a yes nothing is asked any more', async () => {
    const { of } = await quoted(shop)
    await of.says('saya setuju, teruskan')
    const answer = await of.says('ok setuju')
    expect(answer?.text).toContain('diluluskan')
    expect(answer?.taps).toEqual([])
  })
  test('"nak fikir dulu" is given time', async () => {
    const { of, quotation } = await quoted(shop)
    expect(await words(of, 'nak fikir dulu la')).toContain('ambil masa')
    expect(await decisionsOf(shop, quotation.id)).toEqual([])
  })
  test('a refusal taken back leaves everything as it was', async () => {
    const { of, quotation } = await quoted(shop)
    await of.says('mahal sangat, tak jadilah')
    expect(await words(of, 'eh tak, jangan dulu')).toContain('tiada apa yang berubah')
    expect(await decisionsOf(shop, quotation.id)).toEqual([])
  })
  test.each(['ya udah lanjut aja kak', 'ya teruskan', 'jadi aja deh', 'ya nak', 'ok go ahead', 'yes proceed'])(
    '"%s" to "return it unrepaired?" sends nothing back, and shows the amount again',
    async said => {
      const { of, quotation } = await quoted(shop)
      await of.says({ tap: `quotation:${quotation.id}:v1:reject` })
      const answer = await of.says(said)
      expect(answer?.text).toContain('RM380.00')
      expect(answer?.taps).toEqual([`quotation:${quotation.id}:v1:approve`, `quotation:${quotation.id}:v1:reject`])
      expect(await decisionsOf(shop, quotation.id)).toEqual([])
    },
  )
  test.each(['ya, tak jadi baiki', 'ok pulangkan je', 'yes, do not repair it', 'iya gak jadi servis'])(
    '"%s" to "return it unrepaired?" is a refusal',
    async said => {
      const { of, quotation } = await quoted(shop)
      await of.says({ tap: `quotation:${quotation.id}:v1:reject` })
      await of.says(said)
      expect(await decisionsOf(shop, quotation.id)).toMatchObject([{ decision: 'rejected' }])
    },
  )
  test.each(['kalau tak jadi kena bayar berapa?', 'kalau ga jadi bayar berapa?', 'if i cancel how much do i pay?'])(
    '"%s" asks what a refusal costs, and refuses nothing',
    async asks => {
      const { of, quotation } = await quoted(shop)
      const answer = await of.says(asks)
      expect(answer?.text).toContain('RM30.00')
      expect(answer?.taps).toEqual([`quotation:${quotation.id}:v1:approve`, `quotation:${quotation.id}:v1:reject`])
      await of.says('ya')
      expect((await decisionsOf(shop, quotation.id)).filter(one => one.decision === 'rejected')).toEqual([])
    },
  )
  test('the button of a version that was replaced shows the new one', async () => {
    const { of, quotation } = await quoted(shop)
    await shop.technician.run(ctx =>
      reviseQuotation(ctx, {
        quotation_id: quotation.id,
        document_discount: '0.00',
        lines: [{ kind: 'labour', description: 'Tukar skrin', quantity: 1, unit_price: '350.00', discount: '0.00' }],
      }),
    )
    await shop.technician.run(ctx => sendQuotation(ctx, { quotation_id: quotation.id }))
    const answer = await of.says({ tap: `quotation:${quotation.id}:v1:approve` })
    expect(answer?.text).toContain('RM350.00')
    expect(answer?.taps[0]).toBe(`quotation:${quotation.id}:v2:approve`)
    expect(await decisionsOf(shop, quotation.id)).toEqual([])
  })
  test('an approval tapped while a person leads counts, and the bot stays silent', async () => {
    const { of, quotation } = await quoted(shop)
    await of.says('nak cakap dengan staf')
    await shop.staff.run(ctx => takeOver(ctx, { session_id: of.session_id }))
    expect(await of.says({ tap: `quotation:${quotation.id}:v1:approve` })).toBeNull()
    expect(await decisionsOf(shop, quotation.id)).toMatchObject([{ decision: 'accepted' }])
  })
})
