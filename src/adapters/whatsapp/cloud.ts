import { z } from 'zod'
import type { Shape } from '../../shared/fields.ts'
import { readReceiptBody, toGraphBody } from '../../shared/whatsapp/outbound.ts'
import { downloadBytes } from './cloud.media.ts'
import { NUMBER_FIELDS, numberShape } from './cloud.number.ts'
import type { CloudOptions } from './cloud.options.ts'
import { type CloudRequest, graphRequest } from './cloud.request.ts'
import type { GraphTemplate, WhatsApp } from './whatsapp.ts'

const sentShape = z.looseObject({
  contacts: z.array(z.looseObject({ wa_id: z.string().nullish(), user_id: z.string().nullish() })).nullish(),
  messages: z.array(z.looseObject({ id: z.string().min(1), message_status: z.string().nullish() })).min(1),
})
const madeShape = z.looseObject({ id: z.coerce.string(), status: z.string(), category: z.string().nullish() })
const idShape = z.looseObject({ id: z.coerce.string().min(1) })
const descriptorShape = z.looseObject({ url: z.url(), mime_type: z.string(), file_size: z.coerce.number().nullish() })
const templateShape = z
  .looseObject({
    id: z.coerce.string(),
    name: z.string(),
    language: z.string(),
    category: z.string(),
    status: z.string(),
    quality_score: z.looseObject({ score: z.string().nullish() }).nullish(),
    components: z.array(z.record(z.string(), z.unknown())).nullish(),
  })
  .transform(
    (t): GraphTemplate => ({
      id: t.id,
      name: t.name,
      language: t.language,
      category: t.category,
      status: t.status,
      quality: t.quality_score?.score ?? null,
      components: t.components ?? [],
    }),
  )
const templatesShape = z.looseObject({
  data: z.array(templateShape),
  paging: z
    .looseObject({ next: z.string().nullish(), cursors: z.looseObject({ after: z.string().nullish() }).nullish() })
    .nullish(),
})

/** The Cloud API over plain fetch. The token goes into a header and nowhere else: no error, no log, no address carries it. */
export function cloudWhatsApp(options: CloudOptions): WhatsApp {
  const { phone_number_id, business_account_id } = options
  const call = <T>(shape: Shape<T>, request: CloudRequest) => graphRequest(options, shape, request)

  return {
    phone_number_id,
    async send(to, message, envelope) {
      const body = toGraphBody(to, message, envelope)
      const answer = await call(sentShape, {
        method: 'POST',
        path: `${phone_number_id}/messages`,
        json: body,
        makes: true,
      })
      const [sent] = answer.messages
      const [contact] = answer.contacts ?? []
      return {
        wamid: sent?.id ?? '',
        wa_id: contact?.wa_id ?? null,
        user_id: contact?.user_id ?? null,
        held: sent?.message_status === 'held_for_quality_assessment',
      }
    },
    async markRead(wamid, typing) {
      await call(z.looseObject({}), {
        method: 'POST',
        path: `${phone_number_id}/messages`,
        json: readReceiptBody(wamid, typing),
      })
    },
    async uploadMedia(file) {
      const form = new FormData()
      form.set('messaging_product', 'whatsapp')
      form.set('type', file.mime_type)
      form.set('file', new Blob([new Uint8Array(file.bytes)], { type: file.mime_type }), file.filename)
      const { id } = await call(idShape, { method: 'POST', path: `${phone_number_id}/media`, form })
      return { media_id: id }
    },
    async downloadMedia(media_id, { max_bytes }) {
      const path = `${encodeURIComponent(media_id)}?phone_number_id=${phone_number_id}`
      const descriptor = await call(descriptorShape, { method: 'GET', path })
      const bytes = await downloadBytes(options, descriptor, max_bytes)
      return { bytes, mime_type: descriptor.mime_type }
    },
    numberInfo: () => call(numberShape, { method: 'GET', path: `${phone_number_id}?fields=${NUMBER_FIELDS}` }),
    async listTemplates() {
      const all: GraphTemplate[] = []
      const fields = 'id,name,language,category,status,quality_score,components'
      for (let after = ''; ; ) {
        const path = `${business_account_id}/message_templates?fields=${fields}&limit=100${after && `&after=${encodeURIComponent(after)}`}`
        const page = await call(templatesShape, { method: 'GET', path })
        all.push(...page.data)
        after = page.paging?.next ? (page.paging.cursors?.after ?? '') : ''
        if (!after) return all
      }
    },
    async createTemplate(template) {
      const made = await call(madeShape, {
        method: 'POST',
        path: `${business_account_id}/message_templates`,
        json: template,
      })
      return { id: made.id, status: made.status, category: made.category ?? null }
    },
    async editTemplate(id, words) {
      await call(z.looseObject({}), { method: 'POST', path: encodeURIComponent(id), json: words })
    },
    async deleteTemplate({ id, name }) {
      const path = `${business_account_id}/message_templates?hsm_id=${encodeURIComponent(id)}&name=${encodeURIComponent(name)}`
      await call(z.looseObject({}), { method: 'DELETE', path })
    },
  }
}
