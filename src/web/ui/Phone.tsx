import { showPhone } from '../../shared/phone.ts'

/** A number as people write it; `call` makes it a link that dials. */
export function Phone({ e164, call }: { e164: string; call?: boolean }) {
  const text = showPhone(e164)
  if (!call) return <span className="tabular">{text}</span>
  return (
    <a href={`tel:${e164}`} className="tabular">
      {text}
    </a>
  )
}
