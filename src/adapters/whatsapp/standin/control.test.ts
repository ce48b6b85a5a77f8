import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { eachWithShop, SITI } from '../../../../test/helpers/receiver.ts'
import { newStandin } from '../../../../test/helpers/standin.ts'

const here = eachWithShop()

test('the control API is closed without its token', async () => {
  expect((await fetch(`${here.meta.url}/control/people`)).status).toBe(401)
})

test('chats, templates and files survive a restart', async () => {
  const state_dir = mkdtempSync(join(tmpdir(), 'standin-'))
  const first = await newStandin({ state_dir })
  const person = await first.control.person({ name: 'Siti', phone: SITI.phone })
  const photo = await first.control.media(new Uint8Array([1, 2, 3]), 'image/png')
  await first.control.write(person.id, { type: 'image', media_id: photo.media_id })
  await first.close()
  const second = await newStandin({ state_dir, webhook_url: here.shop.url })
  expect((await second.control.chat(person.id)).messages).toHaveLength(1)
  expect((await second.whatsapp.downloadMedia(photo.media_id, { max_bytes: 100 })).bytes).toHaveLength(3)
  await second.control.flush()
  expect(here.messages()).toHaveLength(1)
  await second.close()
  rmSync(state_dir, { recursive: true })
})
