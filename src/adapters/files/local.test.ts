import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSealer } from '../seal.ts'
import { localFiles } from './local.ts'

let folder: string
const secret = randomBytes(32).toString('base64')
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'files-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const paths = async () =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter(e => e.isFile())
    .map(e => join(e.parentPath, e.name))

test('what was put in comes back, and the disk shows nothing of it', async () => {
  const files = localFiles(folder, createSealer(secret))
  const photo = Buffer.from('a photo of a cracked screen '.repeat(100))

  const stored = await files.put(photo, { kind: 'photo' })

  expect(stored.size).toBe(photo.length)
  expect(stored.sha256).toBe(createHash('sha256').update(photo).digest('hex'))
  expect(await files.get(stored.id)).toEqual(photo)
  const [path = ''] = await paths()
  expect((await readFile(path)).includes('cracked')).toBe(false)
})

test('a file that was changed or swapped on disk does not open', async () => {
  const files = localFiles(folder, createSealer(secret))
  const one = await files.put(Buffer.from('one'), { kind: 'photo' })
  const two = await files.put(Buffer.from('two'), { kind: 'photo' })
  const pathOf = async (id: string) => (await paths()).find(p => p.endsWith(id.slice(-36))) ?? ''
  const path = await pathOf(one.id)
  const sealed = await readFile(path)

  await writeFile(path, await readFile(await pathOf(two.id)))
  await expect(files.get(one.id)).rejects.toMatchObject({ code: 'file_damaged' })

  sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1
  await writeFile(path, sealed)
  await expect(files.get(one.id)).rejects.toMatchObject({ code: 'file_damaged' })
})

test('a folder opened with another key shows nothing', async () => {
  const stored = await localFiles(folder, createSealer(secret)).put(Buffer.from('one'), { kind: 'photo' })
  const thief = localFiles(folder, createSealer(randomBytes(32).toString('base64')))
  await expect(thief.get(stored.id)).rejects.toMatchObject({ code: 'file_damaged' })
})

test('an id cannot leave the folder, and what is gone is not found', async () => {
  const files = localFiles(folder, createSealer(secret))
  for (const id of ['../../etc/passwd', 'photo/../x', '', 'photo/1', 'Photo/00000000-0000-0000-0000-000000000000']) {
    await expect(files.get(id), id).rejects.toMatchObject({ code: 'not_found' })
  }
  const stored = await files.put(Buffer.from('one'), { kind: 'photo' })
  await files.delete(stored.id)
  await files.delete(stored.id)
  await expect(files.get(stored.id)).rejects.toMatchObject({ code: 'not_found' })
})

test('a write that fails leaves no half of a file', async () => {
  const files = localFiles(folder, createSealer(secret))
  await writeFile(join(folder, 'photo'), 'in the way')
  await expect(files.put(Buffer.from('one'), { kind: 'photo' })).rejects.toThrow()
  expect(await paths()).toEqual([join(folder, 'photo')])
})
