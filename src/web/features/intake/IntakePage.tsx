import { Button, Checkbox, Chip, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import { type KeyboardEvent, lazy, Suspense, useEffect, useRef, useState } from 'react'
import { customerContracts } from '../../../shared/customers.ts'
import { ACCESSORIES, DEVICE_TYPES, type DeviceType } from '../../../shared/devices.ts'
import { accessoryMessages, deviceTypeMessages } from '../../../shared/messages/statuses.ts'
import { parseMoney, showMoney } from '../../../shared/money.ts'
import { type Ticket, ticketContracts } from '../../../shared/tickets.ts'
import { useGet, useSend } from '../../query.ts'
import { useCompany } from '../../shell/company.ts'
import { type Draft, useDraft } from '../../shell/draft.ts'
import { useKeys } from '../../shell/keys.ts'
import { useLang, useText } from '../../shell/lang.tsx'
import { Problem } from '../../ui/ErrorState.tsx'
import { FileDrop } from '../../ui/FileDrop.tsx'
import { Restored } from '../../ui/Restored.tsx'
import { CustomerPicker } from './CustomerPicker.tsx'
import styles from './Intake.module.css'
import { intakeMessages } from './intake.messages.ts'
import { emptyIntake, type IntakeForm, intakeInput, problemsOf } from './intake.ts'

const IntakeDone = lazy(() => import('./IntakeDone.tsx').then(module => ({ default: module.IntakeDone })))

export function IntakePage() {
  const [done, setDone] = useState<{ ticket: Ticket; photosFailed: boolean } | null>(null)
  const [round, setRound] = useState(0)
  const again = (): void => {
    setDone(null)
    setRound(round + 1)
  }
  if (done) {
    return (
      <Suspense>
        <IntakeDone ticket={done.ticket} photosFailed={done.photosFailed} again={again} />
      </Suspense>
    )
  }
  return <Form key={round} done={(ticket, photosFailed) => setDone({ ticket, photosFailed })} />
}

function Form({ done }: { done: (ticket: Ticket, photosFailed: boolean) => void }) {
  const t = useText(intakeMessages)
  const { lang } = useLang()
  const company = useCompany().data
  const { customer_id } = useSearch({ strict: false })
  const draft = useDraft<IntakeForm>(customer_id ? `intake.${customer_id}` : 'intake', () => emptyIntake(lang), {
    secrets: ['passcode'],
  })
  const { value: form, change } = draft
  const [photos, setPhotos] = useState<readonly File[]>([])
  const [strict, setStrict] = useState(false)
  const box = useRef<HTMLFormElement>(null)
  useInvited(customer_id, draft)

  const addPhotos = useSend(ticketContracts.addPhotos)
  const intake = useSend(ticketContracts.intake, { sent: draft.sent, touches: ['customers', 'ticket-counts'] })
  const problems = strict ? problemsOf(form) : new Set<never>()
  const submit = async (): Promise<void> => {
    setStrict(true)
    if (intake.isPending || addPhotos.isPending) return
    if (problemsOf(form).size > 0) {
      requestAnimationFrame(() => box.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
      return
    }
    const ticket = await intake.mutateAsync({ input: intakeInput(form) }).catch(() => null)
    if (!ticket) return
    draft.saved()
    const saved =
      photos.length === 0 ||
      (await addPhotos.mutateAsync({ input: { ticket_id: ticket.id }, files: photos }).catch(() => null))
    done(ticket, !saved)
  }
  useKeys({ 'mod+enter': () => void submit() })

  return (
    <form
      ref={box}
      className={styles.page}
      noValidate
      onKeyDown={moveOn}
      onSubmit={event => {
        event.preventDefault()
        void submit()
      }}
    >
      <header className="stack-tight">
        <h1 className={styles.title}>{t('title')}</h1>
        <p className={`quiet small ${styles.keysHint}`}>{t('subtitle')}</p>
      </header>
      <Restored draft={draft} more={t('draft_lacks')} />
      <section className="card stack" aria-label={t('customer')}>
        <CustomerPicker
          key={draft.round}
          form={form}
          problems={problems}
          change={change}
          chosen={() => box.current?.querySelector<HTMLElement>('[name="device_type"]')?.focus()}
        />
      </section>
      <section className="card stack" aria-label={t('device')}>
        <DeviceFields form={form} problems={problems} change={change} />
        <Textarea
          label={t('problem')}
          placeholder={t('problem_hint')}
          autosize
          minRows={2}
          maxRows={6}
          value={form.problem_description}
          error={problems.has('needs_problem' as never) && t('needs_problem')}
          onChange={event => change({ problem_description: event.currentTarget.value })}
        />
        <Accessories chosen={form.accessories} change={accessories => change({ accessories })} />
        <div className={company?.asks_passcode ? styles.two : undefined}>
          <TextInput
            label={t('condition')}
            value={form.condition_notes}
            onChange={event => change({ condition_notes: event.currentTarget.value })}
          />
          {company?.asks_passcode && (
            <TextInput
              label={t('passcode')}
              description={t('passcode_hint')}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              autoComplete="off"
              value={form.passcode}
              onChange={event => change({ passcode: event.currentTarget.value })}
            />
          )}
        </div>
        <div className="stack-tight">
          <p className={styles.label}>{t('photos')}</p>
          <FileDrop files={photos} onChange={setPhotos} maxFiles={10} />
        </div>
      </section>
      {company && (
        <Checkbox
          name="terms_accepted"
          label={t('terms', {
            fee: showMoney(parseMoney(company.diagnostic_fee), company.currency),
            days: company.storage_days,
          })}
          checked={form.terms_accepted}
          onChange={event => change({ terms_accepted: event.currentTarget.checked })}
        />
      )}
      <div className={styles.bar}>
        <div className="grow">
          <Problem error={intake.error} />
        </div>
        <Button type="submit" size="md" loading={intake.isPending || addPhotos.isPending}>
          {t('submit')}
          <kbd>Ctrl Enter</kbd>
        </Button>
      </div>
    </form>
  )
}

/** From a conversation one comes with its customer. */
function useInvited(customer_id: string | undefined, draft: Draft<IntakeForm>): void {
  const { data } = useGet(
    customerContracts.get,
    { customer_id: customer_id ?? '' },
    { enabled: customer_id !== undefined },
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the customer is known
  useEffect(() => {
    if (data && !draft.restored) draft.begin({ known: data, lang: data.lang })
  }, [data])
}

const STOPS =
  'input:not([type="file"], [type="checkbox"], [type="hidden"]), select, textarea, [name="terms_accepted"], [type="submit"]'

/** Enter goes to the next field, as at a till; among the accessories, past all of them. */
function moveOn(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.defaultPrevented) return
  const from = event.target
  if (!(from instanceof HTMLInputElement || from instanceof HTMLSelectElement)) return
  event.preventDefault()
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>(STOPS)]
  stops.find(stop => from.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING)?.focus()
}

interface FieldsProps {
  readonly form: IntakeForm
  readonly problems: ReadonlySet<string>
  readonly change: (part: Partial<IntakeForm>) => void
}

function DeviceFields({ form, problems, change }: FieldsProps) {
  const t = useText(intakeMessages)
  const type = useText(deviceTypeMessages)
  return (
    <>
      <div className={styles.three}>
        <NativeSelect
          name="device_type"
          label={t('device_type')}
          value={form.device_type}
          onChange={event => change({ device_type: event.currentTarget.value as DeviceType })}
          data={DEVICE_TYPES.map(value => ({ value, label: type(value) }))}
        />
        <TextInput
          label={t('brand')}
          placeholder="Apple, Samsung, Oppo…"
          value={form.brand}
          onChange={event => change({ brand: event.currentTarget.value })}
        />
        <TextInput
          label={t('model')}
          placeholder="iPhone 13"
          value={form.model}
          error={problems.has('needs_model') && t('needs_model')}
          onChange={event => change({ model: event.currentTarget.value })}
        />
      </div>
      <div className={styles.two}>
        <TextInput
          label={t('imei')}
          placeholder={t('imei_hint')}
          inputMode="numeric"
          value={form.imei}
          error={problems.has('imei_wrong') && t('imei_wrong')}
          onChange={event => change({ imei: event.currentTarget.value })}
        />
        <TextInput
          label={t('serial')}
          value={form.serial_number}
          onChange={event => change({ serial_number: event.currentTarget.value })}
        />
      </div>
    </>
  )
}

function Accessories({ chosen, change }: { chosen: readonly string[]; change: (chosen: readonly string[]) => void }) {
  const t = useText(intakeMessages)
  const accessory = useText(accessoryMessages)
  return (
    <fieldset className={styles.fieldset}>
      <legend className={styles.label}>{t('accessories')}</legend>
      <Chip.Group multiple value={[...chosen]} onChange={change}>
        <div className="row wrap">
          {ACCESSORIES.map(name => (
            <Chip key={name} value={name} size="sm" variant="outline">
              {accessory(name)}
            </Chip>
          ))}
        </div>
      </Chip.Group>
    </fieldset>
  )
}
