import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Database } from '../db/db.ts'
import { PRIVACY_VERSION, privacyTexts } from '../shared/messages/privacy.ts'
import { fill, isLang, LANGS, type Lang } from '../shared/messages.ts'
import { escapeHtml, plainPage } from './html.ts'
import { langOf } from './problem.ts'

interface Card {
  company_name: string
  address: string | null
  phone: string | null
  email: string | null
}

const NAMES: Readonly<Record<Lang, string>> = { ms: 'Bahasa Melayu', id: 'Bahasa Indonesia', en: 'English' }
const SECTIONS = ['what', 'why', 'inside', 'with', 'long', 'rights'] as const

function page(lang: Lang, shop: Card): string {
  const text = (key: keyof typeof privacyTexts) =>
    escapeHtml(fill(privacyTexts[key][lang], { shop: shop.company_name }))
  const languages = LANGS.map(other =>
    other === lang
      ? `<span aria-current="true">${NAMES[other]}</span>`
      : `<a href="/privacy?lang=${other}" hreflang="${other}">${NAMES[other]}</a>`,
  )
  const sections = SECTIONS.map(key => `<h2>${text(`${key}_title`)}</h2><p>${text(key)}</p>`)
  const contact = [shop.company_name, shop.address, shop.phone, shop.email]
    .filter(line => line !== null)
    .map(escapeHtml)
  const body = `<nav>${languages.join('')}</nav><h1>${text('title')}</h1><p>${text('who')}</p>${sections.join('')}
<h2>${text('contact_title')}</h2><p>${contact.join('<br>')}</p><p><small>${PRIVACY_VERSION}</small></p>`
  return plainPage(lang, `${privacyTexts.title[lang]} · ${shop.company_name}`, body)
}

export function servePrivacy(app: FastifyInstance, db: Database): void {
  app.get('/privacy', async (request, reply) => {
    const { lang } = request.query as { lang?: string }
    const { rows } = await db.withActor({ as: 'sign_in' }, ctx =>
      sql<Card>`select * from app.shop_card()`.execute(ctx.tx),
    )
    const shop = rows[0] ?? { company_name: 'Baiki', address: null, phone: null, email: null }
    return reply.type('text/html; charset=utf-8').send(page(isLang(lang) ? lang : langOf(request), shop))
  })
}
