import type { CheckinPage } from '../../../shared/checkins.ts'
import type { CheckinFields } from '../api.ts'
import type { Draft } from './draft.ts'

/** What must change before the form can be handed in. */
export type Wrongs = Partial<Record<'name' | 'model' | 'problem' | 'imei' | 'signature', string>>

/** The draft as the shop takes it. */
export const fieldsOf = (
  draft: Draft,
  page: CheckinPage,
  passcode: string,
  photo_file_ids: string[],
  signature_file_id: string,
): CheckinFields => ({
  name: draft.name.trim(),
  device: {
    device_type: draft.device_type,
    brand: draft.brand.trim(),
    model: draft.model.trim(),
    imei: draft.imei.trim(),
  },
  problem_description: draft.problem.trim(),
  accessories: [...draft.accessories, draft.other_accessory.trim()].filter(Boolean),
  condition_notes: draft.condition_notes.trim(),
  photo_file_ids,
  signature_file_id,
  ...(page.asks_passcode && passcode.trim() ? { passcode: passcode.trim() } : {}),
  terms_version: page.terms.version,
})
