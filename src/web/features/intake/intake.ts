import type { RequestOf } from '../../../shared/contract.ts'
import type { CustomerRow } from '../../../shared/customers.ts'
import type { DeviceType } from '../../../shared/devices.ts'
import { parseImei } from '../../../shared/imei.ts'
import type { Lang } from '../../../shared/messages.ts'
import type { ticketContracts } from '../../../shared/tickets.ts'

export interface IntakeForm {
  /** A known customer, or the fields of a new one. */
  readonly known: CustomerRow | null
  readonly name: string
  readonly phone: string
  readonly lang: Lang
  readonly device_type: DeviceType
  readonly brand: string
  readonly model: string
  readonly imei: string
  readonly serial_number: string
  readonly problem_description: string
  readonly accessories: readonly string[]
  readonly condition_notes: string
  readonly passcode: string
  readonly terms_accepted: boolean
}

export const emptyIntake = (lang: Lang): IntakeForm => ({
  known: null,
  name: '',
  phone: '',
  lang,
  device_type: 'phone',
  brand: '',
  model: '',
  imei: '',
  serial_number: '',
  problem_description: '',
  accessories: [],
  condition_notes: '',
  passcode: '',
  terms_accepted: false,
})

export type IntakeProblem = 'needs_name' | 'needs_model' | 'imei_wrong' | 'needs_problem'

/** In the order of the fields: the first is where the eye is led. */
export function problemsOf(form: IntakeForm): ReadonlySet<IntakeProblem> {
  const problems = new Set<IntakeProblem>()
  if (!form.known && form.name.trim() === '') problems.add('needs_name')
  if (form.model.trim() === '') problems.add('needs_model')
  if (form.imei.trim() !== '' && parseImei(form.imei) === null) problems.add('imei_wrong')
  if (form.problem_description.trim() === '') problems.add('needs_problem')
  return problems
}

export const intakeInput = (form: IntakeForm): RequestOf<typeof ticketContracts.intake> => ({
  ...(form.known
    ? { customer_id: form.known.id }
    : { customer: { name: form.name.trim(), phone: form.phone.trim(), lang: form.lang } }),
  device: {
    device_type: form.device_type,
    brand: form.brand,
    model: form.model.trim(),
    imei: form.imei,
    serial_number: form.serial_number,
  },
  problem_description: form.problem_description.trim(),
  accessories: [...form.accessories],
  condition_notes: form.condition_notes.trim() || null,
  passcode: form.passcode.trim() || null,
  terms_accepted: form.terms_accepted,
})

/** What was typed to find somebody is the start of a new customer: digits are a phone, else a name. */
export const startOf = (typed: string): Pick<IntakeForm, 'name' | 'phone'> =>
  /^[+\d][\d\s-]{3,}$/.test(typed.trim()) ? { name: '', phone: typed.trim() } : { name: typed.trim(), phone: '' }
