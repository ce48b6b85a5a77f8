import { z } from 'zod'
import type { NumberInfo } from './whatsapp.ts'

const text = z
  .string()
  .nullish()
  .transform(value => value || null)
const problem = z.looseObject({ error_code: z.coerce.number(), error_description: text })

/** What a number is asked for; a field that Meta leaves out is null. */
export const NUMBER_FIELDS =
  'display_phone_number,verified_name,quality_rating,throughput,status,name_status,whatsapp_business_manager_messaging_limit,health_status'

export const numberShape = z
  .looseObject({
    display_phone_number: z.string(),
    verified_name: text,
    quality_rating: text,
    throughput: z.looseObject({ level: text }).nullish().catch(null),
    status: text,
    name_status: text,
    whatsapp_business_manager_messaging_limit: text,
    health_status: z
      .looseObject({
        can_send_message: text,
        entities: z.array(z.looseObject({ errors: z.array(problem).nullish().catch(null) })).nullish(),
      })
      .nullish()
      .catch(null),
  })
  .transform(
    (n): NumberInfo => ({
      display_phone_number: n.display_phone_number,
      verified_name: n.verified_name,
      quality: n.quality_rating,
      throughput: n.throughput?.level ?? null,
      status: n.status,
      name_status: n.name_status,
      messaging_limit: n.whatsapp_business_manager_messaging_limit,
      can_send: n.health_status?.can_send_message ?? null,
      problems: (n.health_status?.entities ?? []).flatMap(entity =>
        (entity.errors ?? []).map(e => ({ code: e.error_code, description: e.error_description })),
      ),
    }),
  )
