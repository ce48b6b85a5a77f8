import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Chat, type Fragment, newChat } from '../../../test/helpers/chat.ts'
import { newShop, type TestShop } from '../../../test/helpers/shop.ts'
import { ticketOf } from '../../../test/helpers/tickets.ts'
import { chatTexts } from '../../shared/messages/chat.ts'
import { tellCustomer } from '../conversations/conversations.ts'
import { announceLowRatingJob } from '../feedback/feedback.jobs.ts'
import { issueInvoice } from '../invoices/invoices.ts'
import { draftQuotation, reviseQuotation, sendQuotation } from '../quotations/quotations.ts'
import type { JobTools } from '../tools.ts'
import { announcePersonJob } from './assistant.jobs.ts'
import { ACTION_NAMES } from './dialogue.ts'

let shop: TestShop
/** Jobs of these rooms need the database only. */
const jobTools = (of: TestShop) => ({ as: of.db.withActor }) as unknown as JobTools

beforeAll(async () => {
  shop = await newShop()
  await shop.owner(
    `update app.company_settings set company_name = 'Kedai Baiki', business_hours = 'Isnin–Sabtu 10 pagi–8 malam',
     address = '12 Jalan Damai', bank_details = 'Maybank 5123 4567 8901', diagnostic_fee = 30`,
  )
  await shop.owner(
    `insert into app.price_rules (device_brand, device_model, problem, from_price, to_price, turnaround_hours)
     values ('Apple', 'iPhone 13', 'screen', 350, 420, 3), ('Apple', 'iPhone 12', 'screen', 280, 340, null)`,
  )
})
afterAll(() => shop.close())

let chat: Chat
beforeEach(async () => {
  chat = await newChat(shop)
})

const words = async (of: Chat, ...said: readonly Fragment[]) => (await of.says(...said))?.text ?? ''
const owner = async (of: Chat) =>
  (
    await shop.owner(`select owner, wants_person, handover_summary from app.whatsapp_sessions where id = $1`, [
      of.session_id,
    ])
  )[0]

describe('the first message', () => {
  test('"skrin iphone 13 saya pecah, berapa?" gets a greeting, the range of the price rules and one question', async () => {
    const answer = await chat.says('hi, skrin iphone 13 saya pecah, berapa?')
    expect(answer?.text).toContain('Hai Aina')
    expect(answer?.text).toContain('RM350.00 hingga RM420.00')
    expect(answer?.text).toContain('selepas kami periksa')
    expect(answer?.text).toContain('Ada gambar')
    expect(answer?.taps).toEqual(['intake:skip_photo'])
    expect(await chat.state()).toMatchObject({
      flow: 'intake',
      step: 'photo',
      slots: { model: 'iPhone 13', problem: 'screen' },
    })
  })
  test('says once, and only once, where the privacy notice is', async () => {
    expect(await words(chat, 'hai')).toContain('http://kedai.test/privacy')
    expect(await words(chat, 'hai')).not.toContain('/privacy')
  })
  test('a greeting gets the menu', async () => {
    const answer = await chat.says('assalamualaikum')
    expect(answer?.taps).toEqual(['menu:repair', 'menu:status', 'menu:payment', 'menu:info', 'menu:person'])
  })
  test('a burst is one turn with one answer', async () => {
    const answer = await chat.says('hi', 'skrin pecah', 'iphone 13 saya')
    expect(answer?.text).toContain('RM350.00')
    const kept = await shop.owner<{ message_content: string; message_ids: string[] }>(
      `select message_content, message_ids from app.ai_conversations where customer_id = $1`,
      [chat.customer_id],
    )
    expect(kept).toHaveLength(1)
    expect(kept[0]?.message_ids).toHaveLength(3)
  })
  test('a price that no rule knows is never invented', async () => {
    const answer = await words(chat, 'berapa tukar bateri nokia 3310')
    expect(answer).toContain('selepas periksa')
    expect(answer).toContain('RM30.00')
    expect(answer.match(/RM[\d.,]*\d/g)).toEqual(['RM30.00'])
  })
})

describe('repair intake', () => {
  test('asks only what is missing, and ends with the check-in link', async () => {
    expect(await words(chat, 'nak repair phone')).toContain('model apa')
    expect(await words(chat, 'iphone 13')).toContain('Apa masalah iPhone 13')
    expect(await words(chat, 'skrin pecah')).toContain('Ada gambar')
    const confirm = await chat.says({ tap: 'intake:skip_photo' })
    expect(confirm?.text).toContain('Peranti: iPhone 13')
    // the QR with its link is the next message, and the only one
    expect(await chat.says('betul')).toBeNull()
    expect((await shop.waitingJobs()).filter(({ task }) => task === 'checkins.invite')).toHaveLength(1)
    const [kept] = await shop.owner(
      `select response_content from app.ai_conversations where customer_id = $1 order by id desc limit 1`,
      [chat.customer_id],
    )
    expect(kept?.response_content).toMatch(/http:\/\/kedai\.test\/c\//)
    expect((await chat.state())?.flow).toBeNull()
    const [checkin] = await shop.owner<{ prefill: Record<string, unknown> }>(
      `select prefill from app.checkins where customer_id = $1`,
      [chat.customer_id],
    )
    expect(checkin?.prefill).toMatchObject({ brand: 'Apple', model: 'iPhone 13', problem: 'Skrin pecah' })
  })
  test('"eh bukan 13, 12" after a bare question for a price asks for the price of the other', async () => {
    const first = await words(chat, 'berapa tukar skrin iphone 13')
    expect(first).toContain('iPhone 13')
    expect(await words(chat, 'eh bukan 13, 12')).toContain('iPhone 12')
    expect((await chat.state())?.slots).toMatchObject({ brand: 'Apple', model: 'iPhone 12', problem: 'screen' })
  })
  test.each(['ok jadi', 'jadi bos', 'boleh', 'yes please'])('"%s" after a price begins the repair', async yes => {
    await chat.says('berapa tukar skrin iphone 13')
    await chat.says(yes)
    expect(await chat.state()).toMatchObject({ flow: 'intake', step: 'photo', slots: { model: 'iPhone 13' } })
  })
  test.each(['ok', 'ok tq', 'terima kasih'])('"%s" after a price begins nothing', async thanks => {
    await chat.says('berapa tukar skrin iphone 13')
    await chat.says(thanks)
    expect((await chat.state())?.flow).toBeNull()
  })
  test('a yes long after the price, when something else was spoken of, begins nothing', async () => {
    await chat.says('berapa tukar skrin iphone 13')
    await chat.says('kedai buka pukul berapa')
    await chat.says('boleh')
    expect((await chat.state())?.flow).toBeNull()
  })

  test('"eh bukan 13, 12" corrects the model at any step, and the price with it', async () => {
    await chat.says('skrin iphone 13 saya pecah, berapa?')
    const corrected = await words(chat, 'eh bukan 13, 12')
    expect(corrected).toContain('RM280.00 hingga RM340.00')
    expect((await chat.state())?.slots).toMatchObject({ model: 'iPhone 12', problem: 'screen' })
    expect(await words(chat, 'eh silap la, 13 jugak')).toContain('iPhone 13')
    await chat.says('eh bukan 13, 12')
    await chat.says('langkau')
    expect(await words(chat, 'sorry, bukan 12 tapi 13')).toContain('iPhone 13')
    expect((await chat.state())?.step).toBe('confirm')
  })
  test('photos are collected until the customer goes on', async () => {
    await chat.says('skrin iphone 13 saya pecah')
    expect(await words(chat, { image: true })).toContain('(1)')
    expect(await words(chat, { image: true }, { image: true })).toContain('(3)')
    expect(await words(chat, 'itu je')).toContain('Gambar: 3')
    await chat.says('ya')
    const [checkin] = await shop.owner<{ prefill: { file_ids: string[] } }>(
      `select prefill from app.checkins where customer_id = $1`,
      [chat.customer_id],
    )
    expect(checkin?.prefill.file_ids).toHaveLength(3)
  })
  test('another question in between is answered, and the open one is put again', async () => {
    await chat.says('skrin iphone 13 saya pecah')
    const answer = await chat.says('kedai buka sampai pukul berapa?')
    expect(answer?.text).toContain('10 pagi')
    expect(answer?.text).toContain('gambar')
    expect(answer?.taps).toEqual(['intake:skip_photo'])
    expect((await chat.state())?.step).toBe('photo')
  })
  test('a week later it goes on where it was', async () => {
    await chat.says('nak repair samsung a52')
    await shop.owner(
      `update app.conversation_states set updated_at = now() - interval '8 days' where session_id = $1`,
      [chat.session_id],
    )
    expect(await words(chat, 'bateri kembung')).toContain('gambar')
  })
  test('a second fault is one more, not a correction', async () => {
    await chat.says('skrin iphone 13 saya pecah')
    await chat.says('bateri pun cepat habis')
    const both = { problem: 'screen', problem_text: 'Skrin iphone 13 saya pecah; Bateri pun cepat habis' }
    expect((await chat.state())?.slots).toMatchObject(both)
  })
  test('anger in the middle of it reaches a person', async () => {
    await chat.says('skrin iphone 13 saya pecah')
    expect(await words(chat, 'teruk betul servis korang, dulu repair skrin pecah jugak!!')).toContain('Maaf')
    expect(await owner(chat)).toMatchObject({ owner: 'person' })
  })
  test('cancel ends it', async () => {
    await chat.says('skrin iphone 13 saya pecah')
    expect(await words(chat, 'batal lah')).toContain('batalkan')
    expect(await chat.state()).toMatchObject({ flow: null, slots: {} })
  })
  test('a question is put twice, then with something to tap, then a person comes', async () => {
    await chat.says('nak repair phone')
    const second = await chat.says('hmm')
    expect(second?.taps).toEqual(['intake:unsure', 'menu:person'])
    expect(await words(chat, '???')).toContain('panggil staf')
    expect(await owner(chat)).toMatchObject({ owner: 'person', wants_person: true })
  })
  test('not knowing the model is an answer', async () => {
    await chat.says('nak repair phone samsung')
    expect(await words(chat, 'tak pasti model apa')).toContain('Apa masalah Samsung')
  })
})

describe('a lost or expired check-in link', () => {
  const invited = async () => {
    await chat.says('skrin iphone 13 saya pecah')
    await chat.says('takde gambar')
    await chat.says('betul')
  }
  test('is told again while it opens', async () => {
    await invited()
    expect(await words(chat, 'link tadi hilang, boleh hantar lagi?')).toMatch(/kedai\.test\/c\//)
  })
  test('is made anew, with what was told, when it has expired', async () => {
    await invited()
    await shop.owner(`update app.checkins set expires_at = now() - interval '1 hour' where customer_id = $1`, [
      chat.customer_id,
    ])
    expect(await chat.says('link dah expired')).toBeNull()
    const prefills = await shop.owner(`select prefill from app.checkins where customer_id = $1`, [chat.customer_id])
    expect(prefills).toHaveLength(2)
    expect(prefills[0]).toEqual(prefills[1])
  })
})

describe('a person', () => {
  test('can be asked for at any step; then the bot is silent but listens', async () => {
    await chat.says('skrin iphone 13 saya pecah')
    expect(await words(chat, 'nak cakap dengan orang')).toContain('panggil staf')
    const now = await owner(chat)
    expect(now).toMatchObject({ owner: 'person', wants_person: true })
    expect(now?.handover_summary).toContain('iPhone 13')
    expect(await chat.says('hello?')).toBeNull()
    const kept = await shop.owner(
      `select owner, response_content from app.ai_conversations where customer_id = $1 order by id desc limit 1`,
      [chat.customer_id],
    )
    expect(kept).toEqual([{ owner: 'person', response_content: '' }])
  })
  test('a complaint goes to a person and is told to the shop', async () => {
    expect(await words(chat, 'teruk betul servis korang, phone saya calar!!')).toContain('Maaf')
    const [waiting] = (await shop.waitingJobs()).filter(
      job => job.payload.session_id === chat.session_id && job.task === 'assistant.announce_person',
    )
    expect(waiting?.payload).toMatchObject({ kind: 'complaint' })
    await announcePersonJob(jobTools(shop), waiting?.payload as Parameters<typeof announcePersonJob>[1])
    await announcePersonJob(jobTools(shop), waiting?.payload as Parameters<typeof announcePersonJob>[1])
    const notices = await shop.owner(`select kind, data from app.notifications where subject_id = $1`, [
      chat.session_id,
    ])
    expect(notices).toEqual([{ kind: 'complaint', data: { customer: 'Aina Binti Ali' } }])
  })
})

const quoted = async () => {
  const job = await ticketOf(shop)
  const of = await newChat(shop, { customer_id: job.customer_id })
  const draft = await shop.technician.run(ctx =>
    draftQuotation(ctx, {
      ticket_id: job.ticket_id,
      document_discount: '0.00',
      lines: [{ kind: 'labour', description: 'Tukar skrin', quantity: 1, unit_price: '380.00', discount: '0.00' }],
    }),
  )
  const sent = await shop.technician.run(ctx => sendQuotation(ctx, { quotation_id: draft.id }))
  return { job, of, quotation: sent }
}
const decisions = (quotation_id: string) =>
  shop.owner(`select version, decision, via, message_id, words from app.quotation_decisions where quotation_id = $1`, [
    quotation_id,
  ])

test('stars of somebody who has had nothing repaired are counted once, whatever he writes after them', async () => {
  const of = await newChat(shop)
  await of.says('hai')
  await of.says({ tap: 'rating:2' })
  await of.says('lambat sangat layanannya')
  const left = await shop.owner(
    `select count(rating)::int as stars, string_agg(feedback_text, '') as words from app.customer_feedback where customer_id = $1`,
    [of.customer_id],
  )
  expect(left).toEqual([{ stars: 1, words: 'lambat sangat layanannya' }])
})

describe('a quotation', () => {
  test('a tapped button decides, with its message as evidence, however often it is tapped', async () => {
    const { of, quotation } = await quoted()
    const tap = { tap: `quotation:${quotation.id}:v1:approve`, title: 'Setuju' }
    expect(await words(of, tap)).toContain('RM380.00 diluluskan')
    expect(await words(of, tap)).toContain('sudah diputuskan')
    expect(await decisions(quotation.id)).toMatchObject([
      { version: 1, decision: 'accepted', via: 'chat_button', message_id: of.heard[0] },
    ])
  })
  test('"ok" decides nothing unless the amount was just shown', async () => {
    const { of, quotation } = await quoted()
    await of.says('ok')
    expect(await decisions(quotation.id)).toEqual([])
    const shown = await of.says('saya setuju, teruskan')
    expect(shown?.text).toContain('RM380.00')
    expect(shown?.taps).toEqual([`quotation:${quotation.id}:v1:approve`, `quotation:${quotation.id}:v1:reject`])
    expect(await words(of, 'ok')).toContain('diluluskan')
    expect(await decisions(quotation.id)).toMatchObject([{ decision: 'accepted', via: 'chat_words', words: 'ok' }])
  })
  test('"ok" decides nothing while the amount is still on its way to the customer, or came after he wrote', async () => {
    const onItsWay = [
      `update app.whatsapp_messages set status = 'sending' where session_id = $1 and direction = 'outbound'`,
      `update app.whatsapp_outbox set status = 'sent', sending_at = now() + interval '5 seconds' where session_id = $1`,
    ]
    for (const change of onItsWay) {
      const { of, quotation } = await quoted()
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
      expect(await decisions(quotation.id)).toEqual([])
      expect(await words(of, 'setuju')).toContain('RM380.00')
      expect(await words(of, 'ok')).toContain('diluluskan')
    }
  })
  test('a question in between is answered and the decision stays open', async () => {
    const { of, quotation } = await quoted()
    await of.says('status phone saya?')
    const answer = await of.says('kedai buka pukul berapa esok?')
    expect(answer?.text).toContain('10 pagi')
    expect(answer?.text).toContain('masih menunggu keputusan')
    expect(await words(of, 'ok setuju')).toContain('diluluskan')
    expect(await decisions(quotation.id)).toHaveLength(1)
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
    ['kalau rm200 boleh, kalau tak cancel', 'asked_again'],
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
    const { of, quotation } = await quoted()
    await of.says('saya setuju, teruskan')
    await of.says(said)
    const state = await of.state()
    expect(await decisions(quotation.id)).toHaveLength(expected === 'accepted' ? 1 : 0)
    expect(state?.flow === 'reject').toBe(expected === 'asked_again')
  })
  test('a refusal is asked once more, because the device goes back unrepaired', async () => {
    const { of, quotation } = await quoted()
    expect(await words(of, { tap: `quotation:${quotation.id}:v1:reject`, title: 'Tak jadi' })).toContain('RM30.00')
    expect(await decisions(quotation.id)).toEqual([])
    expect(await words(of, { tap: 'reject:yes' })).toContain('tak dibaiki')
    expect(await decisions(quotation.id)).toMatchObject([{ decision: 'rejected', via: 'chat_button' }])
  })
  test('what is no answer to "return it unrepaired?" returns nothing', async () => {
    const { of, quotation } = await quoted()
    await of.says({ tap: `quotation:${quotation.id}:v1:reject` })
    await of.says('kapan bisa diambil')
    await of.says('boleh ke')
    expect(await decisions(quotation.id)).toEqual([])
  })
  test('"ok" to a message that came in between refuses nothing', async () => {
    const { of, job, quotation } = await quoted()
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
    expect(await decisions(quotation.id)).toEqual([])
    expect(await words(of, 'ya')).toContain('tak dibaiki')
    expect(await decisions(quotation.id)).toMatchObject([{ decision: 'rejected', via: 'chat_words' }])
  })
  test('after a yes nothing is asked any more', async () => {
    const { of } = await quoted()
    await of.says('saya setuju, teruskan')
    const answer = await of.says('ok setuju')
    expect(answer?.text).toContain('diluluskan')
    expect(answer?.taps).toEqual([])
  })
  test('"nak fikir dulu" is given time', async () => {
    const { of, quotation } = await quoted()
    expect(await words(of, 'nak fikir dulu la')).toContain('ambil masa')
    expect(await decisions(quotation.id)).toEqual([])
  })
  test('a refusal taken back leaves everything as it was', async () => {
    const { of, quotation } = await quoted()
    await of.says('mahal sangat, tak jadilah')
    expect(await words(of, 'eh tak, jangan dulu')).toContain('tiada apa yang berubah')
    expect(await decisions(quotation.id)).toEqual([])
  })
  test('the button of a version that was replaced shows the new one', async () => {
    const { of, quotation } = await quoted()
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
    expect(await decisions(quotation.id)).toEqual([])
  })
  test('an approval tapped while a person leads counts, and the bot stays silent', async () => {
    const { of, quotation } = await quoted()
    await of.says('nak cakap dengan staf')
    expect(await of.says({ tap: `quotation:${quotation.id}:v1:approve` })).toBeNull()
    expect(await decisions(quotation.id)).toMatchObject([{ decision: 'accepted' }])
  })
})

describe('status', () => {
  test('one job is told at once, with its page', async () => {
    const job = await ticketOf(shop)
    const of = await newChat(shop, { customer_id: job.customer_id })
    const answer = await of.says('dah siap ke phone saya?')
    expect(answer?.text).toContain(job.ticket_number)
    expect(answer?.text).toContain('sedang diperiksa')
    expect(answer?.message).toMatchObject({ type: 'cta_url', url: expect.stringContaining('http://kedai.test/t/') })
  })
  test('several jobs are listed', async () => {
    const job = await ticketOf(shop)
    await shop.owner(
      `insert into app.tickets (ticket_number, customer_id, device_type, device_model, problem_description, status, created_by)
       values ($1, $2, 'laptop', 'MacBook Air', 'Lambat', 'in_progress', $3)`,
      [`${job.ticket_number}9`, job.customer_id, shop.staff.id],
    )
    const of = await newChat(shop, { customer_id: job.customer_id })
    const answer = await of.says('status repair saya')
    expect(answer?.text).toContain('MacBook Air')
    expect(answer?.taps).toHaveLength(2)
    expect(await words(of, { tap: answer?.taps[0] ?? '' })).toContain('sedang')
  })
  test("by number, without the year, and never another customer's", async () => {
    const job = await ticketOf(shop)
    const of = await newChat(shop, { customer_id: job.customer_id })
    const digits = Number(job.ticket_number.slice(-6))
    expect(await words(of, `tiket TKT-${digits} dah siap?`)).toContain(job.ticket_number)
    expect(await words(chat, `status ${job.ticket_number}`)).toContain('tiada di bawah nombor')
  })
  test('nothing open: a number is asked for', async () => {
    expect(await words(chat, 'phone saya dah siap?')).toContain('nombor tiket')
    expect((await chat.state())?.flow).toBe('status')
  })
})

const owing = async () => {
  const job = await ticketOf(shop)
  const of = await newChat(shop, { customer_id: job.customer_id })
  const invoice = await shop.staff.run(ctx =>
    issueInvoice(ctx, {
      ticket_id: job.ticket_id,
      purpose: 'repair',
      document_discount: '0.00',
      lines: [{ kind: 'labour', description: 'Tukar skrin', quantity: 1, unit_price: '200.00', discount: '0.00' }],
    }),
  )
  return { of, invoice }
}

describe('money', () => {
  test('balance and ways to pay', async () => {
    const { of, invoice } = await owing()
    const answer = await words(of, 'berapa baki saya, macam mana nak bayar?')
    expect(answer).toContain(invoice.invoice_number)
    expect(answer).toContain('RM200.00')
    expect(answer).toContain('Maybank')
  })
  test('a picture while something is owed is the slip, once', async () => {
    const { of, invoice } = await owing()
    expect(await words(of, { image: true })).toContain('bukti pindahan')
    expect(
      await shop.owner(
        `select status, amount, proof_file_id is not null as kept from app.payments where invoice_id = $1`,
        [invoice.id],
      ),
    ).toEqual([{ status: 'pending', amount: '200.00', kept: true }])
  })
  test('a PDF with words of payment is the slip too', async () => {
    const { of, invoice } = await owing()
    expect(await words(of, 'dah transfer ya', { document: true })).toContain(invoice.invoice_number)
  })
  test('"dah bayar" without a slip asks for it', async () => {
    const { of } = await owing()
    expect(await words(of, 'dah bayar tadi')).toContain('gambar bukti')
  })
  test('the invoice is sent again on request', async () => {
    const { of, invoice } = await owing()
    expect(await words(of, 'boleh hantar invois sekali lagi')).toContain(invoice.invoice_number)
    expect(
      (await shop.waitingJobs()).some(job => job.task === 'invoices.deliver' && job.payload.invoice_id === invoice.id),
    ).toBe(true)
  })
  test("an e-invoice for a company is a person's work", async () => {
    const { of } = await owing()
    expect(await words(of, 'nak e-invois untuk company, tin C1234567890')).toContain('serahkan kepada staf')
  })
  test('a picture out of the blue asks what it is, and becomes what the customer says', async () => {
    const answer = await chat.says({ image: true })
    expect(answer?.taps).toEqual(['picture:repair', 'menu:person'])
    await chat.says({ tap: 'picture:repair' })
    expect(await chat.state()).toMatchObject({ flow: 'intake', slots: { photos: [chat.heard[0]] } })
  })
})

describe('after pickup', () => {
  const finished = async () => {
    const job = await ticketOf(shop)
    await shop.owner(`update app.tickets set status = 'ready_for_pickup' where id = $1`, [job.ticket_id])
    await shop.owner(`update app.tickets set status = 'picked_up' where id = $1`, [job.ticket_id])
    return { job, of: await newChat(shop, { customer_id: job.customer_id }) }
  }
  const rated = (ticket_id: string) =>
    shop.owner(`select rating, feedback_text from app.customer_feedback where ticket_id = $1`, [ticket_id])

  test('five stars by list, then words', async () => {
    const { job, of } = await finished()
    const asked = await of.says({ tap: `rating:${job.ticket_id}:5` })
    expect(asked?.text).toContain('⭐⭐⭐⭐⭐')
    expect(await words(of, 'staf ramah dan cepat')).toContain('Terima kasih')
    expect(await rated(job.ticket_id)).toEqual([{ rating: 5, feedback_text: 'staf ramah dan cepat' }])
  })
  test('"4 bintang" in words is a rating', async () => {
    const { job, of } = await finished()
    await of.says('4 bintang')
    expect(await rated(job.ticket_id)).toEqual([{ rating: 4, feedback_text: null }])
  })
  test('a bare "5" right after the message of the handover is five stars', async () => {
    const { job, of } = await finished()
    await shop.scheduler(ctx =>
      tellCustomer(ctx, {
        customer_id: job.customer_id,
        topic: 'repair',
        key: `ticket:${job.ticket_id}:picked_up:1`,
        message: { type: 'text', body: 'Balas 1 hingga 5' },
      }),
    )
    expect(await words(of, '5')).toContain('⭐⭐⭐⭐⭐')
    await of.says('terbaik, puas hati')
    expect(await rated(job.ticket_id)).toEqual([{ rating: 5, feedback_text: 'terbaik, puas hati' }])
  })
  test('few stars are put before the shop at once', async () => {
    const { job, of } = await finished()
    expect(await words(of, { tap: `rating:${job.ticket_id}:1` })).toContain('Maaf')
    const [waiting] = (await shop.waitingJobs()).filter(({ task }) => task === 'feedback.announce_low_rating').slice(-1)
    await announceLowRatingJob(jobTools(shop), waiting?.payload as Parameters<typeof announceLowRatingJob>[1])
    expect(await shop.owner(`select kind from app.notifications where subject_id = $1`, [job.ticket_id])).toEqual([
      { kind: 'low_rating' },
    ])
  })
})

describe('the catalogue', () => {
  const limits: Readonly<Record<string, number>> = { 'button.': 20, 'row.': 24, 'note.': 72, 'problem.': 24 }
  test('what can be tapped fits the channel in every language', () => {
    const long = Object.entries(chatTexts).flatMap(([key, texts]) => {
      const [, most] = Object.entries(limits).find(([prefix]) => key.startsWith(prefix)) ?? [null, 1024]
      return Object.values(texts).filter(text => text.length > most)
    })
    expect(long).toEqual([])
  })
  test('a language has the slots of the others', () => {
    const slots = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort().join()
    const uneven = Object.entries(chatTexts).filter(([, texts]) => new Set(Object.values(texts).map(slots)).size > 1)
    expect(uneven.map(([key]) => key)).toEqual([])
  })
  test('every intent names a text and an action that exist', async () => {
    const rows = await shop.scheduler(ctx =>
      ctx.tx.selectFrom('ai_intents').select(['response_template', 'action_type']).execute(),
    )
    expect(rows).toHaveLength(19)
    for (const row of rows) {
      expect(Object.keys(chatTexts)).toContain(row.response_template)
      expect(ACTION_NAMES).toContain(row.action_type)
    }
  })
  test('an intent that staff switch off is no longer acted on', async () => {
    await shop.admin.run(ctx =>
      ctx.tx.updateTable('ai_intents').set({ is_active: false }).where('intent_name', '=', 'product_inquiry').execute(),
    )
    expect(await words(chat, 'ada jual charger?')).not.toContain('semak stok')
    await shop.admin.run(ctx =>
      ctx.tx.updateTable('ai_intents').set({ is_active: true }).where('intent_name', '=', 'product_inquiry').execute(),
    )
    expect(await words(await newChat(shop), 'ada jual charger?')).toContain('semak stok')
  })
})

describe('languages', () => {
  test('the answer is in the language of the message', async () => {
    expect(await words(chat, 'hi, my iphone 13 screen is cracked, how much?')).toContain('usually RM350.00 to RM420.00')
    expect(await words(await newChat(shop), 'kak layar iphone 13 saya retak, berapa ya?')).toContain(
      'biasanya RM350.00 sampai RM420.00',
    )
  })
  test('a "thanks" does not turn a Malay conversation English, a sentence does', async () => {
    await chat.says('skrin iphone 13 saya pecah')
    await chat.says('ok thanks')
    expect((await chat.state())?.lang).toBe('ms')
    await chat.says('actually what time do you close today?')
    expect((await chat.state())?.lang).toBe('en')
  })
  test('"english please" switches, and stays', async () => {
    await chat.says('skrin iphone 13 saya pecah')
    expect(await words(chat, 'english please')).toContain("let's use English")
    expect(await words(chat, 'takde')).toContain('Is this right?')
    const [row] = await shop.owner(`select language_preference from app.customer_preferences where customer_id = $1`, [
      chat.customer_id,
    ])
    expect(row).toEqual({ language_preference: 'en' })
  })
  test('the journey into the shop in Indonesian and English', async () => {
    const id = await newChat(shop)
    await id.says('Layar iphone 13 saya retak')
    expect(await words(id, 'ga ada foto')).toContain('Sudah benar?')
    expect(await id.says('iya benar')).toBeNull()
    const en = await newChat(shop)
    await en.says('my iphone 13 screen is cracked')
    await en.says('no photos')
    expect(await en.says('yes correct')).toBeNull()
    const made = await shop.owner(
      `select prefill ->> 'problem' as problem from app.checkins where customer_id = any($1::uuid[]) order by id`,
      [[id.customer_id, en.customer_id]],
    )
    expect(made.map(({ problem }) => problem).sort()).toEqual([
      'Layar iphone 13 saya retak',
      'My iphone 13 screen is cracked',
    ])
  })
})

describe('the rest', () => {
  test('hours and address come from the settings', async () => {
    const answer = await words(chat, 'kedai kat mana, buka pukul berapa?')
    expect(answer).toContain('12 Jalan Damai')
    expect(answer).toContain('10 pagi')
  })
  test('what is out of scope is said honestly, with the menu; the third time a person comes', async () => {
    const answer = await chat.says('siapa presiden indonesia')
    expect(answer?.text).toContain('di luar bidang')
    expect(answer?.taps).toContain('menu:repair')
    await chat.says('qwerty zxcv')
    expect(await words(chat, 'zzxx qqq')).toContain('panggil staf')
  })
  test('"stop hantar promo" withdraws consent, with the words as proof', async () => {
    expect(await words(chat, 'stop hantar promo ye')).toContain('tiada lagi mesej promosi')
    expect(
      await shop.owner(`select granted, wording from app.consents where customer_id = $1`, [chat.customer_id]),
    ).toEqual([{ granted: false, wording: 'stop hantar promo ye' }])
  })
  test('a voice message is answered honestly', async () => {
    expect(await words(chat, { audio: true })).toContain('mesej suara')
  })
  test('every turn leaves its exchange, mood and interaction', async () => {
    await chat.says('skrin gelap')
    const [kept] = await shop.owner(
      `select intent, language, sentiment_label from app.ai_conversations where customer_id = $1`,
      [chat.customer_id],
    )
    expect(kept).toEqual({ intent: 'repair_request', language: 'ms', sentiment_label: 'neutral' })
    expect(
      await shop.owner(`select sentiment_label from app.customer_sentiments where customer_id = $1`, [
        chat.customer_id,
      ]),
    ).toHaveLength(1)
    expect(
      await shop.owner(`select direction from app.customer_interactions where customer_id = $1`, [chat.customer_id]),
    ).toHaveLength(1)
  })
})
