import { Anchor, Button, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { parsePlace, showPlace } from '../../../shared/place.ts'
import { type Company, settingsContracts } from '../../../shared/settings.ts'
import { useSend } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { Problem } from '../../ui/ErrorState.tsx'
import { mapOf } from '../../ui/map.ts'
import { toast } from '../../ui/toast.tsx'
import { placeMessages } from './place.messages.ts'

const draftOf = ({ address, latitude, longitude }: Company) => ({
  address: address ?? '',
  pin: latitude === null || longitude === null ? '' : showPlace({ latitude, longitude }),
})

/** Where customers find the shop: words for papers and chat, a pin for their map. */
export function PlaceForm({ kept }: { kept: Company }) {
  const t = useText(placeMessages)
  const [draft, setDraft] = useState(() => draftOf(kept))
  const save = useSend(settingsContracts.setPlace, {
    touches: ['company'],
    onSuccess: company => {
      setDraft(draftOf(company))
      toast(t('saved'))
    },
  })
  const place = parsePlace(draft.pin)
  const unread = draft.pin.trim() !== '' && !place
  const long = draft.address.length > 500
  const changed = JSON.stringify(draft) !== JSON.stringify(draftOf(kept))
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (changed && !unread && !long && !save.isPending) save.mutate({ input: { address: draft.address, place } })
  }
  return (
    <form className="card stack" onSubmit={submit} noValidate aria-label={t('place')}>
      <div className="stack-tight">
        <h2>{t('place')}</h2>
        <p className="quiet small">{t('place_more')}</p>
      </div>
      <Textarea
        label={t('address')}
        autosize
        minRows={2}
        value={draft.address}
        onChange={event => setDraft({ ...draft, address: event.currentTarget.value })}
        error={long ? t('too_long') : null}
      />
      <TextInput
        label={t('pin')}
        description={t('pin_more')}
        placeholder="3.1579, 101.7119"
        value={draft.pin}
        onChange={event => setDraft({ ...draft, pin: event.currentTarget.value })}
        error={unread ? t('pin_unread') : null}
      />
      {place && (
        <Anchor href={mapOf(place)} target="_blank" rel="noreferrer" size="sm">
          {t('look')}
        </Anchor>
      )}
      <Problem error={save.error} />
      <div className="row">
        <Button type="submit" disabled={!changed || unread || long} loading={save.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  )
}
