import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Database } from '../db/db.ts'
import { fill, isLang, LANGS, type Lang } from '../shared/messages.ts'
import { PRIVACY_VERSION, privacyTexts } from '../shared/messages/privacy.ts'
import { langOf } from './problem.ts'

interface Card {
  company_name: string
  address: string | null
  phone: string | null
  email: string | null
}

const NAMES: Readonly<Record<Lang, string>> = { ms: 'Bahasa Melayu', id: 'Bahasa Indonesia', en: 'English' }
const SECTIONS = ['what', 'why', 'inside', 'with', 'long', 'rights'] as const

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const STYLE = `:root{color-scheme:light dark}body{margin:0;font:16px/1.6 system-ui,sans-serif;background:light-dark(#fff,#16191a);color:light-dark(#1b1f20,#e8ecec)}
main{max-width:38rem;margin:0 auto;padding:24px 20px 64px}h1{font-size:1.5rem;line-height:1.25;margin:24px 0 8px}h2{font-size:1.05rem;margin:28px 0 4px}p{margin:0 0 8px}
nav{display:flex;gap:16px;flex-wrap:wrap}a{color:light-dark(#0b6b66,#6fd0c8)}small{color:light-dark(#5a6363,#9aa5a5)}`

/** The notice as a page without scripts: it opens on any phone, and a printer takes it as it is. */
function page(lang: Lang, shop: Card): string {
  const text = (key: keyof typeof privacyTexts) => escape(fill(privacyTexts[key][lang], { shop: shop.company_name }))
  const languages = LANGS.map(other =>
    other === lang ? `<span aria-current="true">${NAMES[other]}</span>` : `<a href="/privacy?lang=${other}" hreflang="${other}">${NAMES[other]}</a>`,
  )
  const sections = SECTIONS.map(key => `<h2>${text(`${key}_title`)}</h2><p>${text(key)}</p>`)
  const contact = [shop.company_name, shop.address, shop.phone, shop.email].filter(line => line !== null).map(escape)
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text('title')} · ${escape(shop.company_name)}</title><style>${STYLE}</style></head><body><main><nav>${languages.join('')}</nav>
<h1>${text('title')}</h1><p>${text('who')}</p>${sections.join('')}<h2>${text('contact_title')}</h2><p>${contact.join('<br>')}</p>
<p><small>${PRIVACY_VERSION}</small></p></main></body></html>`
}

export function servePrivacy(app: FastifyInstance, db: Database): void {
  app.get('/privacy', async (request, reply) => {
    const { lang } = request.query as { lang?: string }
    const { rows } = await db.withActor({ as: 'sign_in' }, ctx => sql<Card>`select * from app.shop_card()`.execute(ctx.tx))
    const shop = rows[0] ?? { company_name: 'Baiki', address: null, phone: null, email: null }
    return reply.type('text/html; charset=utf-8').send(page(isLang(lang) ? lang : langOf(request), shop))
  })
}
