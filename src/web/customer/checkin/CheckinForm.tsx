/** @jsxImportSource preact */
import { useRef, useState } from 'preact/hooks'
import type { CheckinPage } from '../../../shared/checkins.ts'
import { parseImei } from '../../../shared/imei.ts'
import { useText } from '../../preact/lang.tsx'
import { addFile, fileUrl, handIn, type Link, type Refused } from '../api.ts'
import { Field, Wrong } from '../Field.tsx'
import ui from '../ui.module.css'
import { Accessories } from './Accessories.tsx'
import styles from './CheckinForm.module.css'
import { checkinMessages } from './checkin.messages.ts'
import { DeviceFields } from './DeviceFields.tsx'
import { type Draft, forgetDraft, keyFor, useDraft, usePasscode } from './draft.ts'
import { fieldsOf, type Wrongs } from './fields.ts'
import { Passcode } from './Passcode.tsx'
import { Photos } from './Photos.tsx'
import { type Drawn, Sign } from './Sign.tsx'
import { TermsText } from './TermsText.tsx'
import { usePhotos } from './usePhotos.ts'
import { forgetSignature, type Signature, useSignature } from './useSignature.ts'

interface Props {
  link: Link
  page: CheckinPage
  onDone: (page: CheckinPage) => void
  /** The form may have changed, or been handed in elsewhere. */
  onRefused: () => Promise<void>
}

export function CheckinForm({ link, page, onDone, onRefused }: Props) {
  const t = useText(checkinMessages)
  const form = useRef<HTMLFormElement>(null)
  const { draft, change } = useDraft(link.token, page)
  const [passcode, setPasscode] = usePasscode(link.token)
  const { photos, waiting, take, remove } = usePhotos(
    link,
    page.files.filter(file => file.kind === 'condition_photo' && !draft.removed.includes(file.id)),
    id => fileUrl(link, id, 'thumbnail'),
  )
  const [signature, sign] = useSignature(link.token)
  const drawn = useRef<Drawn>(null)
  const [wrongs, setWrongs] = useState<Wrongs>({})
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)

  const check = (signed: Signature | null): Wrongs => ({
    ...(draft.name.trim() ? {} : { name: t('required') }),
    ...(draft.model.trim() ? {} : { model: t('required') }),
    ...(draft.problem.trim() ? {} : { problem: t('required') }),
    ...(draft.imei.trim() && !parseImei(draft.imei) ? { imei: t('imei_wrong') } : {}),
    ...(signed ? {} : { signature: t('sign_required') }),
  })
  const set = (part: Partial<Draft>): void => {
    change(part)
    setWrongs(all => Object.fromEntries(Object.entries(all).filter(([name]) => !(name in part))))
  }

  const submit = async (signature: Signature): Promise<void> => {
    const { id } = await addFile(link, 'signature', signature.png, signature.key)
    const body = fieldsOf(
      draft,
      page,
      passcode,
      photos.flatMap(photo => photo.file_id ?? []),
      id,
    )
    const text = JSON.stringify(body)
    const key = keyFor(draft, text)
    change({ sent: { key, body: text } })
    const answer = await handIn(link, body, key)
    forgetDraft(link.token)
    forgetSignature(link.token)
    onDone(answer)
    scrollTo({ top: 0 })
  }
  const refuse = async (refused: Refused): Promise<void> => {
    setProblem([refused.message, ...refused.fields.map(field => field.message)].join(' '))
    // Other words were signed than those that hold now.
    if (refused.code === 'terms_changed') sign(null)
    await onRefused()
  }
  const onSubmit = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    // Whoever presses right after the last stroke has signed.
    const signed = signature ?? sign((await drawn.current?.()) ?? null)
    setBusy(false)
    const found = check(signed)
    setWrongs(found)
    setProblem(waiting ? t('photos_wait') : '')
    if (Object.keys(found).length > 0)
      return void requestAnimationFrame(() =>
        form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
      )
    if (waiting || !signed) return
    setBusy(true)
    await submit(signed).catch(refuse)
    setBusy(false)
  }
  const alert = Object.keys(wrongs).length > 0 ? t('fix') : problem

  return (
    <form ref={form} class={styles.form} noValidate onSubmit={onSubmit}>
      <header class={styles.title}>
        <h1>{t('title')}</h1>
        <p>{t('intro')}</p>
      </header>

      <section class={ui.card}>
        <h2>{t('part_device')}</h2>
        <DeviceFields draft={draft} wrongs={wrongs} onChange={set} />
        <Field
          label={t('problem')}
          lines={3}
          maxLength={2000}
          value={draft.problem}
          wrong={wrongs.problem}
          onText={problem => set({ problem })}
        />
        <Field
          label={t('name')}
          autoComplete="name"
          maxLength={100}
          value={draft.name}
          wrong={wrongs.name}
          onText={name => set({ name })}
        />
      </section>

      <section class={ui.card}>
        <h2>{t('part_condition')}</h2>
        <Photos
          photos={photos}
          onTake={take}
          onRemove={photo => {
            remove(photo)
            if (photo.file_id) set({ removed: [...draft.removed, photo.file_id] })
          }}
        />
        <Accessories draft={draft} onChange={set} />
        <Field
          label={t('condition_notes')}
          aside={t('optional')}
          lines={2}
          maxLength={1000}
          value={draft.condition_notes}
          onText={condition_notes => set({ condition_notes })}
        />
      </section>

      {page.asks_passcode && <Passcode value={passcode} onChange={setPasscode} />}

      <section class={ui.card}>
        <h2>{t('part_sign')}</h2>
        <TermsText terms={page.terms} />
        <div>
          <Sign
            name={draft.name.trim()}
            signature={signature}
            invalid={wrongs.signature !== undefined}
            drawn={drawn}
            onSign={png => {
              sign(png)
              setWrongs(({ signature: _, ...rest }) => rest)
            }}
          />
          {wrongs.signature && <Wrong>{wrongs.signature}</Wrong>}
        </div>
        <p class={ui.hint}>{t('sign_agree')}</p>
        {alert && (
          <p class={ui.alert} role="alert">
            {alert}
          </p>
        )}
        <button type="submit" class={ui.primary} disabled={busy}>
          {busy ? t('handing_in') : t('hand_in')}
        </button>
      </section>
    </form>
  )
}
