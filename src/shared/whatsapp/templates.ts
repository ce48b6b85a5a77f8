import type { Lang } from '../messages.ts'
import { LIMITS } from './limits.ts'
import type { MediaRef, TemplateMessage } from './outbound.ts'

interface Words {
  readonly body: string
  /** Labels of quick replies, in order. */
  readonly buttons?: readonly string[]
}

interface Definition {
  /** The header is a file, handed over with the message. */
  readonly header?: 'document'
  readonly words: Readonly<Record<Lang, Words>>
  /** One example per value, for Meta's reviewer. */
  readonly example: readonly string[]
}

/** What the shop may say outside the 24 hours; registered with Meta as they stand. No value at the start or the end of a body. */
export const TEMPLATES = {
  /** customer, device, ticket number, what happened, link */
  ticket_update: {
    example: ['Siti', 'iPhone 13', 'TKT-2026-000123', 'Peranti sedang dibaiki', 'https://kedai.example/t/abc'],
    words: {
      ms: {
        body: 'Salam {{1}}, ada kemas kini untuk {{2}} anda ({{3}}): {{4}}. Butiran penuh di {{5}} atau balas mesej ini.',
      },
      id: {
        body: 'Halo {{1}}, ada kabar untuk {{2}} Anda ({{3}}): {{4}}. Rincian lengkap di {{5}} atau balas pesan ini.',
      },
      en: {
        body: 'Hello {{1}}, there is an update on your {{2}} ({{3}}): {{4}}. Details at {{5}} or reply to this message.',
      },
    },
  },
  /** customer, device, ticket number, link */
  ready_for_pickup: {
    example: ['Siti', 'iPhone 13', 'TKT-2026-000123', 'https://kedai.example/t/abc'],
    words: {
      ms: { body: 'Salam {{1}}, {{2}} anda ({{3}}) sudah siap untuk diambil. Butiran di {{4}} atau balas mesej ini.' },
      id: { body: 'Halo {{1}}, {{2}} Anda ({{3}}) sudah siap diambil. Rincian di {{4}} atau balas pesan ini.' },
      en: {
        body: 'Hello {{1}}, your {{2}} ({{3}}) is ready to be picked up. Details at {{4}} or reply to this message.',
      },
    },
  },
  /** customer, quotation number, device, total, valid until; the two buttons carry the decision */
  quotation_ready: {
    header: 'document',
    example: ['Siti', 'QTN-2026-000123', 'iPhone 13', 'RM350.00', '30 Nov 2026'],
    words: {
      ms: {
        body: 'Salam {{1}}, sebut harga {{2}} untuk {{3}} anda ialah {{4}}, sah sehingga {{5}}. Teruskan pembaikan?',
        buttons: ['Setuju', 'Tidak setuju'],
      },
      id: {
        body: 'Halo {{1}}, penawaran {{2}} untuk {{3}} Anda adalah {{4}}, berlaku sampai {{5}}. Lanjutkan perbaikan?',
        buttons: ['Setuju', 'Tidak setuju'],
      },
      en: {
        body: 'Hello {{1}}, quotation {{2}} for your {{3}} is {{4}}, valid until {{5}}. Shall we go ahead?',
        buttons: ['Approve', 'Reject'],
      },
    },
  },
  /** customer, quotation number, device, total, valid until; the two buttons carry the decision */
  quotation_expiring: {
    example: ['Siti', 'QTN-2026-000123', 'iPhone 13', 'RM350.00', '30 Nov 2026'],
    words: {
      ms: {
        body: 'Salam {{1}}, sebut harga {{2}} untuk {{3}} anda, {{4}}, sah sehingga {{5}}. Teruskan pembaikan?',
        buttons: ['Setuju', 'Tidak setuju'],
      },
      id: {
        body: 'Halo {{1}}, penawaran {{2}} untuk {{3}} Anda, {{4}}, berlaku sampai {{5}}. Lanjutkan perbaikan?',
        buttons: ['Setuju', 'Tidak setuju'],
      },
      en: {
        body: 'Hello {{1}}, quotation {{2}} for your {{3}}, {{4}}, is valid until {{5}}. Shall we go ahead?',
        buttons: ['Approve', 'Reject'],
      },
    },
  },
  /** customer, device, ticket number, link */
  pickup_reminder: {
    example: ['Siti', 'iPhone 13', 'TKT-2026-000123', 'https://kedai.example/t/abc'],
    words: {
      ms: {
        body: 'Salam {{1}}, {{2}} anda ({{3}}) boleh diambil dan menunggu anda di kedai. Butiran di {{4}} atau balas mesej ini.',
      },
      id: {
        body: 'Halo {{1}}, {{2}} Anda ({{3}}) sudah bisa diambil dan menunggu Anda di toko. Rincian di {{4}} atau balas pesan ini.',
      },
      en: {
        body: 'Hello {{1}}, your {{2}} ({{3}}) can be collected and is waiting for you at the shop. Details at {{4}} or reply to this message.',
      },
    },
  },
  /** customer, device, ticket number, days, free storage until, link */
  unclaimed_device: {
    example: ['Siti', 'iPhone 13', 'TKT-2026-000123', '7', '30 Nov 2026', 'https://kedai.example/t/abc'],
    words: {
      ms: {
        body: 'Salam {{1}}, {{2}} anda ({{3}}) sudah {{4}} hari menunggu untuk diambil. Simpanan percuma sehingga {{5}}; selepas itu caj simpanan boleh dikenakan. Butiran di {{6}} atau balas mesej ini.',
      },
      id: {
        body: 'Halo {{1}}, {{2}} Anda ({{3}}) sudah {{4}} hari menunggu untuk diambil. Penyimpanan gratis sampai {{5}}; setelah itu biaya penyimpanan bisa dikenakan. Rincian di {{6}} atau balas pesan ini.',
      },
      en: {
        body: 'Hello {{1}}, your {{2}} ({{3}}) has been waiting for {{4}} days. Storage is free until {{5}}; it may be charged after that. Details at {{6}} or reply to this message.',
      },
    },
  },
  /** customer, shop, invoice number, balance, due date; the button says how to pay */
  payment_reminder: {
    example: ['Siti', 'Baiki', 'INV-2026-000123', 'RM350.00', '30 Nov 2026'],
    words: {
      ms: {
        body: 'Salam {{1}}, peringatan mesra daripada {{2}}: invois {{3}} belum selesai dibayar. Baki {{4}}, tarikh akhir {{5}}. Abaikan mesej ini jika sudah dibayar.',
        buttons: ['Cara bayar'],
      },
      id: {
        body: 'Halo {{1}}, sekadar mengingatkan dari {{2}}: faktur {{3}} belum lunas. Sisa {{4}}, jatuh tempo {{5}}. Abaikan pesan ini jika sudah dibayar.',
        buttons: ['Cara bayar'],
      },
      en: {
        body: 'Hello {{1}}, a friendly reminder from {{2}}: invoice {{3}} is not fully paid yet. The balance is {{4}}, due {{5}}. Ignore this message if you have paid.',
        buttons: ['How to pay'],
      },
    },
  },
  /** customer, shop, day and hour; the three buttons answer it */
  appointment_reminder: {
    example: ['Siti', 'Baiki', 'Khamis 26 Nov, 3:00 ptg'],
    words: {
      ms: {
        body: 'Salam {{1}}, peringatan: temu janji anda di {{2}} ialah {{3}}. Jadi datang?',
        buttons: ['Saya datang', 'Tukar masa', 'Batal'],
      },
      id: {
        body: 'Halo {{1}}, pengingat: janji temu Anda di {{2}} adalah {{3}}. Jadi datang?',
        buttons: ['Saya datang', 'Ganti waktu', 'Batal'],
      },
      en: {
        body: 'Hello {{1}}, a reminder: your appointment at {{2}} is {{3}}. Are you coming?',
        buttons: ["I'm coming", 'Change time', 'Cancel'],
      },
    },
  },
  /** customer, invoice number, balance */
  invoice_ready: {
    header: 'document',
    example: ['Siti', 'INV-2026-000123', 'RM350.00'],
    words: {
      ms: {
        body: 'Salam {{1}}, ini invois {{2}}. Baki yang perlu dibayar ialah {{3}}. Balas mesej ini jika ada soalan.',
      },
      id: {
        body: 'Halo {{1}}, ini faktur {{2}}. Sisa yang perlu dibayar adalah {{3}}. Balas pesan ini jika ada pertanyaan.',
      },
      en: {
        body: 'Hello {{1}}, here is invoice {{2}}. The balance to pay is {{3}}. Reply to this message with any question.',
      },
    },
  },
  /** customer, receipt number, amount */
  receipt_ready: {
    header: 'document',
    example: ['Siti', 'RCP-2026-000123', 'RM350.00'],
    words: {
      ms: { body: 'Terima kasih {{1}}. Resit {{2}} untuk bayaran {{3}} dilampirkan bersama mesej ini.' },
      id: { body: 'Terima kasih {{1}}. Kuitansi {{2}} untuk pembayaran {{3}} terlampir bersama pesan ini.' },
      en: { body: 'Thank you {{1}}. Receipt {{2}} for your payment of {{3}} is attached to this message.' },
    },
  },
  /** customer, device */
  feedback_request: {
    example: ['Siti', 'iPhone 13'],
    words: {
      ms: {
        body: 'Salam {{1}}, bagaimana pembaikan {{2}} anda? Balas dengan nombor 1 hingga 5 (5 = sangat puas hati).',
      },
      id: { body: 'Halo {{1}}, bagaimana perbaikan {{2}} Anda? Balas dengan angka 1 sampai 5 (5 = sangat puas).' },
      en: { body: 'Hello {{1}}, how was the repair of your {{2}}? Reply with a number from 1 to 5 (5 = very happy).' },
    },
  },
  /** customer, link */
  checkin_invitation: {
    example: ['Siti', 'https://kedai.example/c/abc'],
    words: {
      ms: {
        body: 'Salam {{1}}, daftarkan peranti anda sebelum ke kedai di {{2}} atau balas mesej ini jika ada soalan.',
      },
      id: {
        body: 'Halo {{1}}, daftarkan perangkat Anda sebelum ke toko di {{2}} atau balas pesan ini jika ada pertanyaan.',
      },
      en: {
        body: 'Hello {{1}}, register your device before you come to the shop at {{2}} or reply with any question.',
      },
    },
  },
  /** customer, what became of the appointment; the two buttons change it */
  appointment_update: {
    example: ['Siti', 'Temu janji anda dipindah ke Khamis 26 Nov, 3:00 ptg'],
    words: {
      ms: {
        body: 'Salam {{1}}, tentang temu janji anda. {{2}} Balas mesej ini jika ada soalan.',
        buttons: ['Tukar masa', 'Batal'],
      },
      id: {
        body: 'Halo {{1}}, tentang janji temu Anda. {{2}} Balas pesan ini jika ada pertanyaan.',
        buttons: ['Ganti waktu', 'Batal'],
      },
      en: {
        body: 'Hello {{1}}, about your appointment. {{2}} Reply to this message with any question.',
        buttons: ['Change time', 'Cancel'],
      },
    },
  },
  /** customer, shop, what became of a paper that belongs to no repair */
  paper_update: {
    example: ['Siti', 'Baiki', 'Invois INV-2026-000123 sudah dibatalkan. Tiada bayaran diperlukan untuknya.'],
    words: {
      ms: { body: 'Salam {{1}}, ini berita daripada {{2}}. {{3}} Balas mesej ini jika ada soalan.' },
      id: { body: 'Halo {{1}}, ini kabar dari {{2}}. {{3}} Balas pesan ini jika ada pertanyaan.' },
      en: { body: 'Hello {{1}}, here is news from {{2}}. {{3}} Reply to this message with any question.' },
    },
  },
  /** customer, shop */
  conversation_reopen: {
    example: ['Siti', 'Baiki'],
    words: {
      ms: { body: 'Salam {{1}}, ini {{2}} berkenaan pertanyaan anda. Balas mesej ini untuk menyambung perbualan.' },
      id: { body: 'Halo {{1}}, ini {{2}} tentang pertanyaan Anda. Balas pesan ini untuk melanjutkan percakapan.' },
      en: {
        body: 'Hello {{1}}, this is {{2}} about your question. Reply to this message to go on with the conversation.',
      },
    },
  },
} as const satisfies Record<string, Definition>
export type TemplateName = keyof typeof TEMPLATES
export const TEMPLATE_NAMES = Object.keys(TEMPLATES) as TemplateName[]

/** As many values as the template has slots: one too few does not compile. */
export type TemplateValues<Name extends TemplateName> = Texts<(typeof TEMPLATES)[Name]['example']>
type Texts<Examples extends readonly string[]> = { readonly [Slot in keyof Examples]: string }

/** Values may hold no line breaks, tabs or long runs of spaces, and are never empty (error 132018). */
export const templateValue = (text: string): string => {
  const flat = text.replace(/\s+/g, ' ').trim() || '-'
  return flat.length > 300 ? `${flat.slice(0, 299)}…` : flat
}

/** A default template filled in. `payloads` belong to its quick replies, in order. */
export function templateMessage<Name extends TemplateName>(
  name: Name,
  lang: Lang,
  values: TemplateValues<Name>,
  more: { readonly header?: MediaRef; readonly payloads?: readonly string[] } = {},
): TemplateMessage {
  return {
    type: 'template',
    name,
    language: lang,
    ...(more.header ? { header: { type: 'document', media: more.header } } : {}),
    body: (values as readonly string[]).map(templateValue),
    ...(more.payloads
      ? { buttons: more.payloads.map((payload, index) => ({ type: 'quick_reply', index, payload })) }
      : {}),
  }
}

/** What Meta is asked to approve. */
export function templateComponents(name: TemplateName, lang: Lang): Record<string, unknown>[] {
  const { header, words, example }: Definition = TEMPLATES[name]
  const { body, buttons } = words[lang]
  return [
    ...(header ? [{ type: 'HEADER', format: 'DOCUMENT' }] : []),
    { type: 'BODY', text: body.slice(0, LIMITS.template.body), example: { body_text: [example] } },
    ...(buttons ? [{ type: 'BUTTONS', buttons: buttons.map(text => ({ type: 'QUICK_REPLY', text })) }] : []),
  ]
}

type Components = readonly Readonly<Record<string, unknown>>[]

/** The body of a template's components. */
export function templateBody(components: Components): string {
  const body = components.find(c => c.type === 'BODY')
  return typeof body?.text === 'string' ? body.text : ''
}

export const templateVariables = (text: string): number => new Set(text.match(/\{\{\s*\d+\s*\}\}/g) ?? []).size

export const fillTemplate = (text: string, values: readonly string[]): string =>
  text.replace(/\{\{\s*(\d+)\s*\}\}/g, (slot, n: string) => values[Number(n) - 1] ?? slot)

const SLOT = /\{\{[^{}]+\}\}/
const slotted = (text: unknown): boolean => typeof text === 'string' && SLOT.test(text)

/**
 * Is what a message brings all that the template asks for? Meta counts the slots of header and links too, and those with names, and
 * refuses one too few or too many only when it is sent (132000, 132012).
 */
export function takes(components: Components, message: Pick<TemplateMessage, 'header' | 'body' | 'buttons'>): boolean {
  const body = templateBody(components)
  const header = components.find(c => c.type === 'HEADER')
  const file = header && header.format !== 'TEXT' ? String(header.format).toLowerCase() : undefined
  return (
    !slotted(body.replace(/\{\{\s*\d+\s*\}\}/g, '')) &&
    templateVariables(body) === message.body.length &&
    !slotted(header?.text) &&
    file === message.header?.type &&
    takesButtons(components, message.buttons ?? [])
  )
}

function takesButtons(components: Components, given: NonNullable<TemplateMessage['buttons']>): boolean {
  const found = components.find(c => c.type === 'BUTTONS')?.buttons
  const there: readonly Readonly<Record<string, unknown>>[] = Array.isArray(found) ? found : []
  const fits = given.every(({ type, index }) => there[index]?.type === type.toUpperCase())
  return fits && there.every((button, at) => !slotted(button.url) || given.some(one => one.index === at))
}
