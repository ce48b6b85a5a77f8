import { afterAll, beforeAll, expect, test } from 'vitest'
import { jobTools } from '../../../test/helpers/jobs.ts'
import { newShop, type Person, type TestShop } from '../../../test/helpers/shop.ts'
import { qr } from '../../adapters/qr/qr.ts'
import { crc16 } from '../../shared/duitnow.ts'
import { sealFile } from '../files/files.ts'
import { removeDuitnowQr, setDuitnowQr, setPayment } from './payment.ts'
import { getCompany } from './settings.ts'

let shop: TestShop
let tools: ReturnType<typeof jobTools>
beforeAll(async () => {
  shop = await newShop()
  tools = jobTools(shop)
})
afterAll(() => shop.close())

const field = (id: string, value: string): string => `${id}${String(value.length).padStart(2, '0')}${value}`
const account = field('00', 'A0000006150001') + field('01', '588734') + field('02', 'KEDAI0001')
/** A shop's own code; `more` stands among its fields. */
function codeOf(more = ''): string {
  const fields = [
    field('00', '02') + field('01', '11') + field('26', account) + field('52', '7699') + field('53', '458'),
    more + field('58', 'MY') + field('59', 'KEDAI UJIAN') + field('60', 'IPOH'),
    '6304',
  ].join('')
  return fields + crc16(fields)
}

const upload = async (bytes: Buffer, by: Person, mime_type = 'image/png') => {
  const file = await sealFile(tools.files, bytes, { filename: 'qr.png', mime_type, kind: 'duitnow_qr' })
  return { file, keep: () => setDuitnowQr({ ...tools, run: by.run }, { files: [file] }) }
}
const picture = async (text: string, by: Person = shop.admin) => upload(await qr.png(text), by)

test('the shop’s code is read from its picture, kept with it, and taken away again', async () => {
  const { file, keep } = await picture(codeOf())
  const company = await keep()
  expect(company.duitnow_payload).toBe(codeOf())
  const [row] = await shop.owner(`select storage_key from app.files where id = $1`, [company.duitnow_file_id])
  expect(row).toEqual({ storage_key: file.storage_key })
  expect(await shop.admin.run(ctx => removeDuitnowQr(ctx))).toMatchObject({
    duitnow_file_id: null,
    duitnow_payload: null,
  })
  // Chats in which it was sent still show it.
  expect((await tools.files.get(file.storage_key)).length).toBeGreaterThan(0)
})

test('what would send money away, or is no code, is refused with its reason, and nothing of it stays', async () => {
  const broken = codeOf().replace('IPOH', 'IPOK')
  const refused = [
    [await picture(broken), 'qr_damaged'],
    [await picture(codeOf(field('54', '106.00'))), 'qr_one_time'],
    [await picture('https://kedai.test'), 'qr_not_duitnow'],
    [await upload(await qr.png(codeOf()), shop.admin, 'application/pdf'), 'file_type_refused'],
  ] as const
  for (const [{ file, keep }, code] of refused) {
    await expect(keep()).rejects.toMatchObject({ code })
    await expect(tools.files.get(file.storage_key)).rejects.toMatchObject({ code: 'not_found' })
  }
  expect(await shop.admin.run(getCompany)).toMatchObject({ duitnow_file_id: null, duitnow_payload: null })
})

test('whoever may not change the settings changes neither the code nor the bank account', async () => {
  const before = await shop.admin.run(getCompany)
  const { keep } = await picture(codeOf(), shop.staff)
  await expect(keep()).rejects.toMatchObject({ code: expect.any(String) })
  const bank = { bank_details: 'Bank Lain 999', bargaining: 'fixed' } as const
  await shop.staff.run(ctx => setPayment(ctx, bank)).catch((error: unknown) => expect(error).toHaveProperty('code'))
  expect(await shop.admin.run(getCompany)).toEqual(before)
  expect(await shop.admin.run(ctx => setPayment(ctx, bank))).toMatchObject(bank)
})
