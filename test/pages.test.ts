import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { servePages } from '../src/http/pages.ts'

test('assets are kept for a year and come packed; pages are asked for anew', async () => {
  const dist = mkdtempSync(join(tmpdir(), 'baiki-dist-'))
  mkdirSync(join(dist, 'assets'))
  writeFileSync(join(dist, 'index.html'), '<!doctype html><title>Baiki</title>')
  writeFileSync(join(dist, 'assets', 'index-abc123.js'), 'console.log("plain")')
  writeFileSync(join(dist, 'assets', 'index-abc123.js.gz'), 'packed')
  const app = Fastify()
  await servePages(app, dist)
  const asset = await app.inject({ url: '/assets/index-abc123.js', headers: { 'accept-encoding': 'gzip' } })
  expect(asset.headers).toMatchObject({
    'cache-control': 'public, max-age=31536000, immutable',
    'content-encoding': 'gzip',
  })
  const page = await app.inject({ url: '/tickets/anything' })
  expect([page.statusCode, page.headers['cache-control']]).toEqual([200, 'no-cache'])
  // Built after this process started.
  writeFileSync(join(dist, 'assets', 'later-def456.js'), 'console.log("later")')
  expect((await app.inject({ url: '/assets/later-def456.js' })).statusCode).toBe(200)
  expect((await app.inject({ url: '/assets/gone-000000.js' })).statusCode).toBe(404)
  await app.close()
})
