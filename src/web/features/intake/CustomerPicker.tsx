import { Button, Combobox, NativeSelect, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { type CustomerRow, customerContracts } from '../../../shared/customers.ts'
import { LANGS, type Lang } from '../../../shared/messages.ts'
import { useGet } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { LANG_NAMES } from '../../shell/Preferences.tsx'
import { Phone } from '../../ui/Phone.tsx'
import styles from './Intake.module.css'
import { intakeMessages } from './intake.messages.ts'
import { type IntakeForm, type IntakeProblem, startOf } from './intake.ts'

interface Props {
  readonly form: IntakeForm
  readonly problems: ReadonlySet<IntakeProblem>
  readonly change: (part: Partial<IntakeForm>) => void
  /** The box that had the keyboard is gone. */
  readonly chosen: () => void
}

/** One box finds a known customer by phone or name; what it does not find becomes a new one. */
export function CustomerPicker({ form, problems, change, chosen }: Props) {
  const [making, setMaking] = useState(form.name !== '' || form.phone !== '')
  if (form.known) return <Known customer={form.known} forget={() => change({ known: null })} />
  if (making) return <NewCustomer form={form} problems={problems} change={change} back={() => setMaking(false)} />
  return (
    <Finder
      wrong={problems.has('needs_name')}
      choose={known => {
        change({ known })
        chosen()
      }}
      make={typed => {
        change(startOf(typed))
        setMaking(true)
      }}
    />
  )
}

function Known({ customer, forget }: { customer: CustomerRow; forget: () => void }) {
  const t = useText(intakeMessages)
  return (
    <div className={`${styles.known} row-between`}>
      <div>
        <p className="strong">{customer.name}</p>
        <p className="quiet small">{customer.phone ? <Phone e164={customer.phone} /> : customer.company_name}</p>
      </div>
      <Button size="xs" variant="default" onClick={forget}>
        {t('change_customer')}
      </Button>
    </div>
  )
}

function NewCustomer({ form, problems, change, back }: Omit<Props, 'chosen'> & { back: () => void }) {
  const t = useText(intakeMessages)
  return (
    <div className="stack">
      <div className={styles.two}>
        <TextInput
          label={t('name')}
          value={form.name}
          autoFocus={form.name === ''}
          error={problems.has('needs_name') && t('needs_name')}
          onChange={event => change({ name: event.currentTarget.value })}
        />
        <TextInput
          label={t('phone')}
          description={t('phone_optional')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          type="tel"
          value={form.phone}
          autoFocus={form.name !== ''}
          onChange={event => change({ phone: event.currentTarget.value })}
        />
      </div>
      <div className="row-between">
        <NativeSelect
          size="xs"
          label={t('language')}
          value={form.lang}
          onChange={event => change({ lang: event.currentTarget.value as Lang })}
          data={LANGS.map(value => ({ value, label: LANG_NAMES[value] }))}
        />
        <Button size="xs" variant="subtle" color="gray" onClick={back}>
          {t('change_customer')}
        </Button>
      </div>
    </div>
  )
}

const NEW = 'new'
const SEARCH_MS = 120

function Finder({
  wrong,
  choose,
  make,
}: {
  wrong: boolean
  choose: (customer: CustomerRow) => void
  make: (typed: string) => void
}) {
  const t = useText(intakeMessages)
  const combobox = useCombobox()
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.trim(), SEARCH_MS)
  const { data } = useGet(customerContracts.list, { q, limit: 6 }, { enabled: q.length > 1, keep: true })
  const found = q.length > 1 ? (data?.items ?? []) : []
  const submit = (value: string): void => {
    const customer = found.find(one => one.id === value)
    if (customer) choose(customer)
    else make(typed)
  }
  return (
    <Combobox store={combobox} onOptionSubmit={submit} shadow="md">
      <Combobox.Target>
        <TextInput
          label={t('find_customer')}
          placeholder={t('find_hint')}
          size="md"
          leftSection={<IconSearch size={18} />}
          autoComplete="off"
          autoFocus
          value={typed}
          error={wrong && t('needs_name')}
          onChange={event => {
            setTyped(event.currentTarget.value)
            combobox.openDropdown()
            combobox.updateSelectedOptionIndex()
          }}
          onKeyDown={event => {
            // Enter without a choice takes the first: the only match, or a new customer.
            if (event.key === 'Enter' && typed.trim() !== '' && combobox.getSelectedOptionIndex() < 0) {
              event.preventDefault()
              submit(found.length === 1 && found[0] ? found[0].id : NEW)
            }
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={typed.trim().length < 2}>
        <Combobox.Options aria-label={t('known')}>
          {found.map(customer => (
            <Combobox.Option key={customer.id} value={customer.id}>
              <span className="row-between">
                <span className="truncate">{customer.name}</span>
                <span className="quiet small">{customer.phone && <Phone e164={customer.phone} />}</span>
              </span>
            </Combobox.Option>
          ))}
          <Combobox.Option value={NEW}>
            <span className="strong">{t('new_customer', { typed: typed.trim() })}</span>
          </Combobox.Option>
        </Combobox.Options>
        {data?.next_cursor && q.length > 1 && (
          <Combobox.Footer className="quiet tiny">{t('more_found')}</Combobox.Footer>
        )}
      </Combobox.Dropdown>
    </Combobox>
  )
}
