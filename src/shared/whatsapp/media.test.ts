import { expect, test } from 'vitest'
import { isRefused, MEDIA_PROBLEMS, mostBytes, readMedia } from './media.ts'

const bytes = (text: string) => Uint8Array.from(text, char => char.charCodeAt(0))
const read = (text: string, message_type = 'document', filename = 'x') =>
  readMedia(bytes(text), { message_type, filename })
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')
const wide = (text: string) => [...text].join('\0')

test.each([
  ['the test virus', EICAR, 'media_virus'],
  ['a Windows program', 'MZ\x90\0', 'media_dangerous'],
  ['a Linux program', '\x7fELF\x02', 'media_dangerous'],
  ['a script', '#!/bin/sh\nrm -rf', 'media_dangerous'],
  ['a page', '  <!DOCTYPE html><script>alert(1)</script>', 'media_dangerous'],
  ['a page in UTF-16', '\xff\xfe<\0h\0', 'media_dangerous'],
  ['a drawing that can run', '<svg xmlns="http://www.w3.org/2000/svg" onload="x()">', 'media_dangerous'],
  ['a drawing behind its prologue', '\xef\xbb\xbf<?xml version="1.0"?><svg/>', 'media_dangerous'],
  ['a zip', 'PK\x03\x04 setup.txt', 'media_dangerous'],
  ['an Android app', 'PK\x03\x04 AndroidManifest.xml classes.dex', 'media_dangerous'],
  ['a rar', 'Rar!\x1a\x07', 'media_dangerous'],
  ['a tar', `${'a'.repeat(257)}ustar`, 'media_dangerous'],
  ['a document with macros', 'PK\x03\x04 [Content_Types].xml word/vbaProject.bin', 'media_dangerous'],
])('%s is refused', (_, text, problem) => {
  expect(read(text)).toEqual({ problem })
})

test('an old Office file passes by its name and without macros; an installer in the same shell does not', () => {
  const ole = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'
  expect(read(`${ole} text`, 'document', 'surat.doc')).toEqual({ mime: 'application/octet-stream' })
  expect(read(`${ole}${wide('_VBA_PROJECT')}`, 'document', 'surat.doc')).toEqual({ problem: 'media_dangerous' })
  expect(read(`${ole} text`, 'document', 'setup.msi')).toEqual({ problem: 'media_dangerous' })
})

test.each([
  ['a voice note', 'OggS\0\x02 OpusHead', 'audio', 'audio/ogg'],
  ['a song', 'ID3\x04', 'audio', 'audio/mpeg'],
  ['an old phone’s sound', '#!AMR\n', 'audio', 'audio/amr'],
  ['sound in a film’s shell', '\0\0\0 ftypM4A ', 'audio', 'audio/mp4'],
  ['a film', '\0\0\0 ftypisom', 'video', 'video/mp4'],
  ['a picture that no browser draws', '\0\0\0 ftypheic', 'document', 'application/octet-stream'],
  [
    'a letter',
    'PK\x03\x04 [Content_Types].xml word/document.xml',
    'document',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ],
  ['what nobody knows', 'hello', 'document', 'application/octet-stream'],
])('%s is known by its bytes', (_, text, message_type, mime) => {
  expect(read(text, message_type)).toEqual({ mime })
})

test('a claim counts for nothing: a page that calls itself a voice note stays a page', () => {
  expect(read('<html><script>', 'audio', 'suara.ogg')).toEqual({ problem: 'media_dangerous' })
})

test('each kind has its size, and what was refused is not asked for again', () => {
  expect([mostBytes('audio'), mostBytes('document')]).toEqual([16 * 1024 * 1024, 25 * 1024 * 1024])
  expect(MEDIA_PROBLEMS.filter(isRefused)).toEqual(['media_too_large', 'media_dangerous', 'media_virus'])
})
