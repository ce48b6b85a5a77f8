import { whenWords } from '../../../shared/hours.words.ts'
import { parseMoney, showMoney } from '../../../shared/money.ts'
import { showPhone } from '../../../shared/phone.ts'
import { stopMarketing } from '../../preferences/preferences.ts'
import { askAgainKindly } from '../questions.ts'
import { say, together } from '../reply.ts'
import type { Action, Reply, Scene } from '../turn.ts'
import { asksHowLong } from '../words.ts'
import { money } from './amount.ts'
import { callPerson } from './person.ts'
import { remindOfDecision } from './quotation.ts'
import { statusLine } from './status.ts'
import { said } from './stop.ts'

const MENU: NonNullable<Reply['list']> = {
  button: 'button.menu',
  rows: (['repair', 'status', 'payment', 'info', 'person'] as const).map(name => ({
    id: `menu:${name}`,
    title: `row.${name}` as const,
    note: `note.${name}` as const,
  })),
}

/** Nobody is called "Puan" alone. */
const TITLES =
  /^(?:puan|pn|encik|en|cik|tuan|datuk|dato|datin|haji|hajah|kak|abang|bang|pak|bapak|bu|ibu|mas|mbak|mr|mrs|ms|miss|dr|prof)\.?$/i

const nameVar = (scene: Scene): string => {
  const [first = '', second = ''] = scene.facts.customer_name.trim().split(/\s+/)
  // WhatsApp names may be anything; a greeting takes only what looks like a name
  const called = (TITLES.test(first) ? [first, second] : [first]).filter(word => /^\p{L}[\p{L}'.-]{1,20}$/u.test(word))
  return called[0] && called[0] !== 'WhatsApp' && !TITLES.test(called.at(-1) ?? '') ? ` ${called.join(' ')}` : ''
}

export const greet = (scene: Scene): Reply =>
  scene.facts.first_contact
    ? say('hello', { name: nameVar(scene), shop: scene.facts.company.company_name })
    : say('hello.again', { name: nameVar(scene) })

/** What concerns him comes first: an offer that waits, his jobs, what he owes, when he said he would come. */
export const showMenu: Action = async scene => {
  const { facts, state, ctx } = scene
  if (facts.quotation) return together(greet(scene), remindOfDecision(scene))
  const [visit] = facts.visits
  const owed = facts.unpaid.reduce((sum, { balance }) => sum + parseMoney(balance), 0)
  const about = [
    ...facts.jobs.slice(0, 3).map(job => statusLine(scene, job)),
    owed > 0 ? say('menu.owes', { amount: showMoney(owed, facts.company.currency) }) : null,
    visit
      ? say('visit.have', { when: whenWords(visit.starts_at, state.lang, facts.company.time_zone, ctx.now) })
      : null,
  ]
  const first = owed > 0 ? 'menu:payment' : facts.jobs.length ? 'menu:status' : 'menu:repair'
  const rows = [...MENU.rows].sort((a, b) => Number(b.id === first) - Number(a.id === first))
  return { ...together(greet(scene), ...about, say(scene.template('greeting'))), list: { ...MENU, rows } }
}

export const menuAfter = (first: Reply): Reply => ({ ...first, list: MENU })

const WHERE = /mana|alamat|address|lokasi|location|where|branch|cawangan|cabang|parking|parkir|map|waze|near|dekat/i
const WHEN = /buka|bukak|tutup|open|close|hours|waktu|jam|pukul|bila|when|cuti|libur|holiday|hari/i
const REACH = /telefon|telepon|phone|call|nombor|nomor|number|email|contact/i

/** Only what was asked for, from the settings; everything when it is not clear what. */
export const tellBusiness: Action = async scene => {
  const { text, facts, ctx, verbs, state } = scene
  const { address, phone } = facts.company
  const business_hours = await verbs.hours(ctx, state.lang)
  if (asksHowLong(text)) return say('business.turnaround')
  const where = WHERE.test(text)
  const when = WHEN.test(text)
  const reach = REACH.test(text)
  const all = !where && !when && !reach
  return together(
    all ? say('business.repairs') : null,
    business_hours && (when || all) ? say('business.hours', { hours: business_hours }) : null,
    address && (where || all) ? { ...say('business.address', { address }), ...(where ? pinOf(scene) : {}) } : null,
    phone && (reach || all) ? say('business.phone', { phone: showPhone(phone) }) : null,
    // a setting that the shop has not filled in yet must not leave an empty answer
    (when && !business_hours) || (where && !address) || (reach && !phone) ? say('business.repairs') : null,
  )
}

export const pinOf = ({ facts: { company } }: Scene): Pick<Reply, 'place'> =>
  company.latitude === null || company.longitude === null
    ? {}
    : { place: { latitude: company.latitude, longitude: company.longitude } }

const GOODS_SHOWN = 6

/** What is on the shelf, at its price; what is not named by any row a person has to say. */
export const tellGoods: Action = async scene => {
  const { items: found, near } = await scene.verbs.goods(scene.ctx, scene.text)
  if (!found.length) return callPerson(scene, 'product.answer', 'person_wanted')
  const lines = found
    .slice(0, GOODS_SHOWN)
    .map(({ name, price, stock_quantity }) =>
      say(stock_quantity > 0 ? 'product.there' : 'product.gone', { name, price: money(scene, price) }),
    )
  const more = found.length - lines.length
  return {
    ...together(near ? say('product.near') : null, ...lines, more > 0 ? say('product.more', { count: more }) : null),
    buttons: [{ id: 'menu:person', label: 'button.person' }],
  }
}

const STOP = /stop|henti|berenti|jangan|jgn|unsub|tak ?nak terima|promo|iklan|remove|blast|broadcast|opt ?out|mailing/i
const INSIDE = /gambar|galeri|gallery|foto|photo|file|fail|buka|tengok|lihat|open|look/i
const DATA =
  /padam|hapus|delete|erase|lupakan|dilupakan|data saya|my data|apa data|what data|data apa|siapa|who|dari mana/i

export const handlePrivacy: Action = async scene => {
  if (INSIDE.test(scene.text) && !DATA.test(scene.text)) return say('privacy.device')
  if (STOP.test(scene.text) && !DATA.test(scene.text)) {
    await stopMarketing(scene.ctx, said(scene))
    return say('privacy.stopped')
  }
  return callPerson(scene, 'privacy.answer', 'person_wanted')
}

export const closePolitely: Action = async scene =>
  /terima|makasih|thank|tq|thx|tenkiu|mksh|appreciate|trims/i.test(scene.text)
    ? say('thanks', { name: nameVar(scene) })
    : ((await askAgainKindly(scene)) ?? say('noted'))

/** Honest about not understanding; after the second time in a row a person is called. */
export const sayNotUnderstood: Action = async scene => {
  const { state, read, facts } = scene
  const times = (state.asked.$unclear ?? 0) + 1
  state.asked = { ...state.asked, $unclear: times }
  if (times > 2) return callPerson(scene, 'person.lost', 'person_wanted')
  const known = read.intent === 'out_of_scope' && read.confidence > 0.3
  return menuAfter(known ? say('unknown', { shop: facts.company.company_name }) : say('unclear'))
}
