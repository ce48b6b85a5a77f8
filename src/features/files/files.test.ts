import { readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { jobTools } from '../../../test/helpers/jobs.ts'
import { newShop, type Person, type TestShop } from '../../../test/helpers/shop.ts'
import { ticketOf } from '../../../test/helpers/tickets.ts'
import { jobs } from '../../jobs/table.ts'
import { filesOfTicket, giveFilesToTicket, openFile, sealFile, storeUpload } from './files.ts'

let shop: TestShop
let tools: ReturnType<typeof jobTools>
beforeAll(async () => {
  shop = await newShop()
  tools = jobTools(shop)
})
afterAll(() => shop.close())

const open = (file_id: string, by: Person, size: 'full' | 'thumbnail' = 'full') =>
  openFile({ ...tools, run: by.run }, { file_id, size })
const sealed = (text: string) =>
  sealFile(tools.files, Buffer.from(text), {
    filename: 'Resit 1.pdf',
    mime_type: 'application/pdf',
    kind: 'receipt_pdf',
  })

test('whoever may see the ticket may open its file; another technician does not find it', async () => {
  const job = await ticketOf(shop)
  const received = await sealed('%PDF kertas')
  const file = await shop.technician.run(ctx =>
    storeUpload(ctx, received, { kind: 'receipt_pdf', ticket_id: job.ticket_id, customer_id: job.customer_id }),
  )
  expect(file).toMatchObject({ filename: 'Resit 1.pdf', has_thumbnail: false, visible_to_customer: false })
  for (const person of [shop.technician, shop.staff, shop.admin]) {
    const reply = await open(file.id, person)
    expect([reply.bytes.toString(), reply.mime_type, reply.filename]).toEqual([
      '%PDF kertas',
      'application/pdf',
      'Resit 1.pdf',
    ])
  }
  await expect(open(file.id, shop.other)).rejects.toMatchObject({ code: 'not_found' })
})

test('the small picture comes when it is asked for, and the whole when there is none', async () => {
  const job = await ticketOf(shop)
  const small = await tools.files.put(Buffer.from('kecil'), { kind: 'thumbnail' })
  const received = { ...(await sealed('besar')), mime_type: 'image/jpeg' }
  const about = { kind: 'progress_photo', ticket_id: job.ticket_id } as const
  const withSmall = await shop.staff.run(ctx => storeUpload(ctx, { ...received, thumbnail_key: small.id }, about))
  const without = await shop.staff.run(ctx => storeUpload(ctx, received, about))
  const reply = await open(withSmall.id, shop.staff, 'thumbnail')
  expect([reply.bytes.toString(), reply.mime_type]).toEqual(['kecil', 'image/webp'])
  expect((await open(without.id, shop.staff, 'thumbnail')).bytes.toString()).toBe('besar')
})

test('photos of another customer never become a ticket’s, whatever ids are handed in', async () => {
  const mine = await ticketOf(shop)
  const theirs = await ticketOf(shop)
  const received = await sealed('foto')
  const own = await shop.scheduler(ctx =>
    storeUpload(ctx, received, { kind: 'chat_media', customer_id: mine.customer_id }),
  )
  const foreign = await shop.scheduler(ctx =>
    storeUpload(ctx, received, { kind: 'chat_media', customer_id: theirs.customer_id }),
  )
  await shop.scheduler(ctx =>
    giveFilesToTicket(ctx, {
      file_ids: [own.id, foreign.id],
      ticket_id: mine.ticket_id,
      customer_id: mine.customer_id,
    }),
  )
  expect(
    (await shop.staff.run(ctx => filesOfTicket(ctx, mine.ticket_id))).map(f => [f.id, f.visible_to_customer]),
  ).toEqual([[own.id, true]])
})

describe('bytes that no row speaks of', () => {
  const collect = () => jobs.find(job => job.name === 'files.collect_orphans')?.run(tools, {})
  const pathOf = (id: string) => {
    const [kind = '', name = ''] = id.split('/')
    return join(tools.files_folder, kind, name.slice(0, 2), name)
  }
  const put = async (text: string, hours_ago: number) => {
    const { id } = await tools.files.put(Buffer.from(text), { kind: 'photo' })
    const at = new Date(Date.now() - hours_ago * 3_600_000)
    await utimes(pathOf(id), at, at)
    return id
  }
  const there = async () =>
    (await readdir(tools.files_folder, { recursive: true, withFileTypes: true }))
      .filter(entry => entry.isFile())
      .map(entry => entry.name)

  test('are collected after a day; what has a row, or is being written right now, is left alone', async () => {
    const whole = await put('besar', 50)
    const small = await put('kecil', 50)
    const received = { filename: 'a.jpg', mime_type: 'image/jpeg', size_bytes: 5, sha256: 'x' }
    const file = await shop.scheduler(ctx =>
      storeUpload(ctx, { ...received, storage_key: whole, thumbnail_key: small }, { kind: 'chat_media' }),
    )
    const [orphan, young] = [await put('yatim', 25), await put('baru', 23)]
    const part = `${pathOf(orphan)}.123.part`
    await writeFile(part, 'half')
    await utimes(part, new Date(0), new Date(0))
    const foreign = join(tools.files_folder, 'notes.txt')
    await writeFile(foreign, 'not ours')
    await utimes(foreign, new Date(0), new Date(0))
    await collect()
    await collect()
    const left = await there()
    expect([whole, small, orphan, young].map(id => left.includes(id.slice(6)))).toEqual([true, true, false, true])
    expect([left.some(name => name.endsWith('.part')), left.includes('notes.txt')]).toEqual([false, true])
    expect((await open(file.id, shop.staff)).bytes.toString()).toBe('besar')
  })

  test('are left alone when they are most of what is there: then it is the database that is another one', async () => {
    const lost = await Promise.all(Array.from({ length: 120 }, (_, n) => put(`gambar ${n}`, 48)))
    await expect(collect()).rejects.toThrow('120 of')
    const left = await there()
    expect(lost.filter(id => !left.includes(id.slice(6)))).toEqual([])
  })
})
