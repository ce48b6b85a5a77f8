import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWeb } from '../../src/start.web.ts'
import { launchBrowser } from '../helpers/browser.ts'
import { DESK, PHONE, pageAs, stumblingBlocks } from '../helpers/pages.ts'
import { type Product, startProduct, until } from '../helpers/product.ts'
import { conversationWith } from './journey.ts'

let product: Product
let browser: Browser

beforeAll(async () => {
  await buildWeb()
  ;[product, browser] = await Promise.all([startProduct(), launchBrowser()])
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

const writes = (name: string, phone: string): Promise<string> => conversationWith(product, name, phone)

test('two people share a conversation: a note that tells the other, given to her, and both see it at once', async () => {
  const id = await writes('Latifah', '+60123420001')
  const siti = await pageAs(browser, product, 'staff')
  const aminah = await pageAs(browser, product, 'admin')
  await siti.goto(`/inbox/${id}`)
  await aminah.goto(`/inbox/${id}`)
  const notes = siti.getByRole('region', { name: 'Nota dalaman' })
  await notes.getByRole('textbox').fill('Minta diskaun, boleh?')
  await notes.getByLabel('Maklumkan').selectOption('Aminah')
  await notes.getByRole('button', { name: 'Simpan nota' }).click()
  const hers = aminah.getByRole('region', { name: 'Nota dalaman' })
  await hers.getByText('Minta diskaun, boleh?').waitFor()
  await hers.getByText('@Aminah').waitFor()
  // Among the messages too, where it belongs in time; no customer hears it.
  const log = aminah.locator('role=log[name="Perbualan"]')
  await siti.getByRole('textbox', { name: 'Tulis mesej' }).fill('Boleh, 10%')
  await siti.getByRole('textbox', { name: 'Tulis mesej' }).press('Enter')
  await log.getByText('Boleh, 10%').waitFor()
  const lines = (await log.getByRole('listitem').allTextContents()).slice(-2)
  expect(lines[0]).toMatch(/^Nota Siti, tidak dihantar kepada pelanggan.*Minta diskaun, boleh\?@Aminah$/)
  expect(lines[1]).toContain('Boleh, 10%')
  const heard = (await product.standin.control.sends()).map(send => JSON.stringify(send.request))
  expect(heard.filter(one => one.includes('Minta diskaun'))).toEqual([])
  expect(await stumblingBlocks(aminah)).toEqual([])
  await siti.getByLabel('Diberikan kepada').selectOption('Aminah')
  await aminah.getByText('Anda yang menjawab').waitFor()
  await siti.getByText('Aminah yang menjawab').waitFor()
  const told = await product.owner<{ kind: string }>(
    `select n.kind from app.notifications n join app.users u on u.id = n.user_id where u.username = 'admin' and n.subject_id = $1 order by n.id`,
    [id],
  )
  expect(told.map(one => one.kind)).toEqual(['mentioned', 'conversation_assigned'])
  await siti.locator('summary').getByText('Label').click()
  await siti.getByLabel('Label baharu').fill('VIP')
  await siti.getByRole('button', { name: 'Buat label' }).click()
  await siti.getByRole('checkbox', { name: 'VIP' }).click()
  await aminah
    .getByRole('region', { name: 'Perbualan' })
    .getByRole('link', { name: /Latifah.*VIP/s })
    .waitFor()
  expect(await stumblingBlocks(siti)).toEqual([])
  await siti.context().close()
  await aminah.context().close()
})

test('put off and unread again, by keyboard and on a phone; the filter stands in the address', async () => {
  const id = await writes('Maznah', '+60123420002')
  for (const device of [DESK, PHONE]) {
    const page = await pageAs(browser, product, 'staff', device)
    const list = page.getByRole('region', { name: 'Perbualan' })
    const choose = async (what: string) => {
      await page.goto(`/inbox/${id}`)
      await page.getByRole('button', { name: 'Tindakan lain' }).focus()
      await page.keyboard.press('Enter')
      const item = page.getByRole('menuitem', { name: what })
      await item.waitFor()
      await item.focus()
      await page.keyboard.press('Enter')
    }
    await choose('Tanda belum dibaca')
    await page.waitForURL('**/inbox')
    await list
      .getByRole('link', { name: /Maznah/ })
      .getByText('1', { exact: true })
      .waitFor()
    await choose('Tangguh 3 jam')
    await page.waitForURL('**/inbox')
    await list.getByRole('link', { name: /Maznah/ }).waitFor({ state: 'detached' })
    await list.getByLabel('Tapis perbualan').selectOption('snoozed')
    await list.getByRole('link', { name: /Maznah/ }).waitFor()
    expect(new URL(page.url()).search).toBe('?filter=snoozed')
    expect(await stumblingBlocks(page)).toEqual([])
    await page.reload()
    await list.getByRole('link', { name: /Maznah/ }).waitFor()
    await choose('Kembalikan sekarang')
    await until('the conversation to be back', async () => {
      const [row] = await product.owner<{ snoozed_until: string | null }>(
        'select snoozed_until from app.whatsapp_sessions where id = $1',
        [id],
      )
      return row?.snoozed_until === null
    })
    await page.context().close()
  }
})

test('a stroke opens the ready answers: made, chosen and sent by keyboard; what is not known keeps it from going', async () => {
  const id = await writes('Norazlin', '+60123420003')
  const page = await pageAs(browser, product, 'staff')
  await page.goto(`/inbox/${id}`)
  const box = page.getByRole('textbox', { name: 'Tulis mesej' })
  await box.fill('/')
  await page.getByRole('button', { name: 'Jawapan siap baharu' }).press('Enter')
  const form = page.getByRole('dialog', { name: 'Jawapan siap baharu' })
  await form.getByLabel('Jalan pintas').fill('siap')
  await form.getByLabel('Bahasa Melayu').fill('Hai {customer}, {nama} siap')
  await form.getByRole('button', { name: 'Simpan' }).press('Enter')
  await form.getByText('{nama} tidak dikenali').waitFor()
  await form.getByLabel('Bahasa Melayu').fill('Hai {customer}, {ticket} sudah siap')
  expect(await stumblingBlocks(page)).toEqual([])
  await form.getByRole('button', { name: 'Simpan' }).press('Enter')
  await form.waitFor({ state: 'detached' })
  await box.fill('/si')
  await page.getByRole('region', { name: 'Jawapan siap' }).getByText('Hai Norazlin').waitFor()
  expect(await stumblingBlocks(page)).toEqual([])
  await box.press('Enter')
  expect(await box.inputValue()).toBe('Hai Norazlin, {ticket} sudah siap')
  await page.getByText('Isi dahulu sebelum hantar: {ticket}').waitFor()
  expect(await page.getByRole('button', { name: 'Hantar', exact: true }).isDisabled()).toBe(true)
  await box.fill('Hai Norazlin, telefon sudah siap')
  await box.press('Enter')
  const line = page
    .locator('role=log[name="Perbualan"]')
    .getByRole('listitem')
    .filter({ hasText: 'telefon sudah siap' })
  await line.getByRole('img', { name: /Dihantar|Sampai/ }).waitFor()
  await page.context().close()
})

test('words are looked for in all messages, and the one that is found opens where it stands', async () => {
  const id = await writes('Othman', '+60123420004')
  await product.owner(
    `insert into app.whatsapp_messages (session_id, phone_number_id, direction, author, message_content, status, handled_at, timestamp)
     select $1, '1', 'inbound', 'customer', case when n = 90 then 'bateri saya kembung' else 'baris ' || n end, 'received', now(), now() - n * interval '1 minute'
     from generate_series(1, 150) n`,
    [id],
  )
  for (const device of [DESK, PHONE]) {
    const page = await pageAs(browser, product, 'staff', device)
    await page.goto('/inbox')
    await page.getByRole('searchbox').fill('kembung')
    const found = page.getByRole('region', { name: 'Dalam mesej' })
    await found.getByText('bateri saya kembung').waitFor()
    expect(await stumblingBlocks(page)).toEqual([])
    await found.getByRole('link').press('Enter')
    const line = page.locator('role=log[name="Perbualan"]').getByRole('listitem').filter({ hasText: 'kembung' })
    await line.waitFor()
    await expect.poll(() => page.evaluate('String(document.activeElement.textContent)')).toContain('kembung')
    const log = await page.locator('role=log[name="Perbualan"]').boundingBox()
    const box = await line.boundingBox()
    if (!log || !box) throw new Error('nothing to see')
    expect(box.y).toBeGreaterThanOrEqual(log.y)
    expect(box.y + box.height).toBeLessThanOrEqual(log.y + log.height)
    await page.context().close()
  }
})

test('what the bot took wrongly is put right on the bubble, by keyboard and on a phone, for both to see; a slip is taken back', async () => {
  const id = await writes('Puteri', '+60123420005')
  const kept = () =>
    product.owner<{ words: string; understood: string; correct: string; username: string }>(
      `select k.words, k.understood, k.correct, u.username from app.intent_corrections k join app.users u on u.id = k.corrected_by
       where k.session_id = $1`,
      [id],
    )
  const aminah = await pageAs(browser, product, 'admin')
  await aminah.goto(`/inbox/${id}`)
  for (const device of [DESK, PHONE]) {
    const siti = await pageAs(browser, product, 'staff', device)
    await siti.goto(`/inbox/${id}`)
    await siti.getByRole('button', { name: 'Bot faham: Sapaan. Betulkan' }).press('Enter')
    const form = siti.getByRole('dialog', { name: 'Apa yang bot faham' })
    await form.getByText(/Bot faham: Sapaan · \d+% pasti/).waitFor()
    await form.getByLabel('Maksud pelanggan sebenarnya').selectOption('Tanya harga')
    expect(await stumblingBlocks(siti)).toEqual([])
    await form.getByRole('button', { name: 'Simpan pembetulan' }).press('Enter')
    await form.waitFor({ state: 'hidden' })
    expect(await kept()).toEqual([
      { words: 'hai', understood: 'greeting', correct: 'price_inquiry', username: 'staff' },
    ])
    const corrected = 'Dibetulkan kepada: Tanya harga. Ubah'
    await expect.poll(() => siti.evaluate('document.activeElement.getAttribute("aria-label")')).toBe(corrected)
    await aminah.getByRole('button', { name: corrected }).click()
    const hers = aminah.getByRole('dialog', { name: 'Apa yang bot faham' })
    await hers.getByText('Dibetulkan oleh Siti').waitFor()
    expect(await stumblingBlocks(aminah)).toEqual([])
    await hers.getByRole('button', { name: 'Tarik balik pembetulan' }).click()
    await hers.waitFor({ state: 'hidden' })
    expect(await kept()).toEqual([])
    await siti.getByRole('button', { name: 'Bot faham: Sapaan. Betulkan' }).waitFor()
    await siti.context().close()
  }
  await aminah.context().close()
})

test('beside the chat stand his devices with their jobs, when he comes and what he owes; nothing yet is said in words', async () => {
  const id = await writes('Qistina', '+60123420006')
  const staff = await product.signIn('staff')
  const { customer_id } = await staff.get(`/conversations/${id}`)
  for (const device of [DESK, PHONE]) {
    const page = await pageAs(browser, product, 'staff', device)
    await page.goto(`/inbox/${id}`)
    if (device === PHONE) await page.getByRole('button', { name: 'Butiran pelanggan' }).tap()
    const beside = page.getByRole('region', { name: 'Peranti dan tiket' })
    if (device === DESK) {
      await beside.getByText('Belum ada peranti').waitFor()
      await page.getByText('Tiada baki').waitFor()
      await page.getByText('Tiada temu janji akan datang').waitFor()
      expect(await stumblingBlocks(page)).toEqual([])
      await staff.send('POST', '/tickets', {
        customer_id,
        device: { device_type: 'phone', brand: 'Apple', model: 'iPhone 13', imei: '490154203237518' },
        problem_description: 'Skrin pecah',
      })
      await product.owner(
        `insert into app.devices (customer_id, device_type, model, serial_number) values ($1, 'laptop', 'ThinkPad X1', 'PF2ABC')`,
        [customer_id],
      )
      await page.reload()
    }
    const phone = beside.getByRole('listitem').filter({ hasText: 'Apple iPhone 13' })
    await phone.getByText('IMEI …7518').waitFor()
    await phone.getByRole('link', { name: /TKT-/ }).waitFor()
    await beside.getByRole('listitem').filter({ hasText: 'ThinkPad X1' }).getByText('S/N PF2ABC').waitFor()
    await beside.getByRole('listitem').filter({ hasText: 'ThinkPad X1' }).getByText('Belum ada tiket').waitFor()
    expect(await stumblingBlocks(page)).toEqual([])
    await phone.getByRole('link', { name: /TKT-/ }).press('Enter')
    await page.waitForURL('**/tickets/**')
    await page.context().close()
  }
})

test('a label is renamed, filters the list from the address, and asks with how many bear it before it goes from everybody', async () => {
  const ids = [await writes('Rosnah', '+60123420007'), await writes('Salmah', '+60123420008')]
  const staff = await product.signIn('staff')
  const made = await staff.send('POST', '/conversation-labels', { name: 'Tender', colour: 'red' })
  for (const id of ids) await staff.send('PUT', `/conversations/${id}/labels`, { label_ids: [made.id] })
  const aminah = await pageAs(browser, product, 'admin', PHONE)
  await aminah.goto('/inbox')
  const hers = aminah.getByRole('region', { name: 'Perbualan' })
  await hers.getByLabel('Tapis ikut label').selectOption('Tender (2)')
  await expect.poll(() => hers.getByRole('list').last().getByRole('link').count()).toBe(2)
  expect(new URL(aminah.url()).search).toBe(`?label=${made.id}`)
  await aminah.reload()
  await expect.poll(() => hers.getByRole('list').last().getByRole('link').count()).toBe(2)
  expect(await stumblingBlocks(aminah)).toEqual([])

  const siti = await pageAs(browser, product, 'staff')
  await siti.goto(`/inbox/${ids[0]}`)
  await siti.locator('summary').getByText('Tender').click()
  await siti.getByRole('button', { name: 'Ubah label Tender' }).press('Enter')
  const form = siti.getByRole('dialog', { name: 'Ubah label' })
  await form.getByLabel('Nama label').fill('Sekolah')
  await form.getByLabel('Warna').selectOption('Biru')
  await form.getByRole('button', { name: 'Simpan label' }).press('Enter')
  await form.waitFor({ state: 'hidden' })
  await hers.getByRole('link', { name: /Rosnah.*Sekolah/s }).waitFor()
  const edit = siti.getByRole('button', { name: 'Ubah label Sekolah' })
  await edit.waitFor()
  await expect.poll(() => siti.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('Ubah label Sekolah')
  await edit.press('Enter')
  await form.getByRole('button', { name: 'Padam label' }).press('Enter')
  await form.getByText('Perbualan yang memakai label ini: 2.').waitFor()
  expect(await stumblingBlocks(siti)).toEqual([])
  // Asked, the safe answer has the focus; one changes one's mind.
  await siti.keyboard.press('Enter')
  await form.getByText('Perbualan yang memakai label ini: 2.').waitFor({ state: 'detached' })
  await form.getByRole('button', { name: 'Padam label' }).press('Enter')
  await form.getByRole('alertdialog').getByRole('button', { name: 'Padam label' }).press('Enter')
  await form.waitFor({ state: 'hidden' })
  await expect.poll(() => siti.evaluate('document.activeElement.tagName')).toBe('SUMMARY')
  // It stands in her address still, and filters nothing any more.
  await hers.getByText('Sekolah').first().waitFor({ state: 'detached' })
  await expect.poll(() => hers.getByRole('list').last().getByRole('link').count()).toBeGreaterThan(2)
  await siti.context().close()
  await aminah.context().close()
})

test('a ready answer is changed and thrown away where it is used; a shortcut that is taken offers the one that has it', async () => {
  const id = await writes('Tijah', '+60123420009')
  const staff = await product.signIn('staff')
  await staff.send('POST', '/canned-replies', { shortcut: 'alamat', texts: { ms: 'Kami di Ampang', id: '', en: '' } })
  for (const device of [DESK, PHONE]) {
    const page = await pageAs(browser, product, 'staff', device)
    await page.goto(`/inbox/${id}`)
    const box = page.getByRole('textbox', { name: 'Tulis mesej' })
    await box.fill('/alamat')
    const picker = page.getByRole('region', { name: 'Jawapan siap' })
    await page.getByRole('button', { name: 'Jawapan siap baharu' }).press('Enter')
    await page.getByLabel('Jalan pintas').fill('alamat')
    await page.getByText('/alamat sudah ada. Pilih jalan pintas lain, atau ubah yang itu.').waitFor()
    const form = page.getByRole('dialog')
    expect(await form.getByRole('button', { name: 'Simpan' }).isDisabled()).toBe(true)
    await form.getByLabel('English').fill('We are in Ampang')
    expect(await stumblingBlocks(page)).toEqual([])
    await form.getByRole('button', { name: 'Ubah /alamat' }).press('Enter')
    await page.getByRole('dialog', { name: 'Ubah /alamat' }).waitFor()
    expect(await form.getByLabel('English').inputValue()).toBe('We are in Ampang')
    const words = `Kami di Ampang, ${device.viewport.width}`
    await form.getByLabel('Bahasa Melayu').fill(words)
    await form.getByRole('button', { name: 'Simpan' }).press('Enter')
    await form.waitFor({ state: 'hidden' })
    await picker.getByText(words).waitFor()
    if (device === DESK) {
      await page.context().close()
      continue
    }
    await picker.getByRole('button', { name: 'Ubah /alamat' }).tap()
    await form.getByRole('button', { name: 'Padam jawapan siap' }).tap()
    await form.getByText('/alamat hilang untuk semua orang di kedai.').waitFor()
    expect(await stumblingBlocks(page)).toEqual([])
    await form.getByRole('alertdialog').getByRole('button', { name: 'Padam jawapan siap' }).tap()
    await form.waitFor({ state: 'hidden' })
    await picker.getByText('Tiada yang bermula begitu.').waitFor()
    await expect.poll(() => page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('Tulis mesej')
    await page.context().close()
  }
})
