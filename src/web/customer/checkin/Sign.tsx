/** @jsxImportSource preact */
import { useEffect, useRef } from 'preact/hooks'
import { useText } from '../../preact/lang.tsx'
import { type SignaturePad, signaturePad } from '../../ui/signaturePad.ts'
import styles from './CheckinForm.module.css'
import { checkinMessages } from './checkin.messages.ts'
import type { Signature } from './useSignature.ts'

/** What stands on the pad now, before the pause that ends it. */
export type Drawn = (() => Promise<Blob | null>) | null

interface Props {
  /** For those who cannot draw. */
  name: string
  signature: Signature | null
  invalid: boolean
  drawn: { current: Drawn }
  onSign: (png: Blob | null) => void
}

const PAUSE_MS = 900

export function Sign({ name, signature, invalid, drawn, onSign }: Props) {
  const t = useText(checkinMessages)
  if (signature) {
    return (
      <div class={styles.signed}>
        <img src={signature.src} alt={t('signed')} />
        <button type="button" onClick={() => onSign(null)}>
          {t('sign_again')}
        </button>
      </div>
    )
  }
  return (
    <>
      <Pad invalid={invalid} drawn={drawn} onSign={onSign} />
      {name && (
        <button type="button" class={styles.typed} onClick={() => void written(name).then(onSign)}>
          {t('sign_typed')}
        </button>
      )}
    </>
  )
}

/** A pause after a stroke ends the signature: a name is seldom one stroke. */
function Pad({ invalid, drawn, onSign }: Pick<Props, 'invalid' | 'drawn' | 'onSign'>) {
  const t = useText(checkinMessages)
  const canvas = useRef<HTMLCanvasElement>(null)
  const hint = useRef<HTMLSpanElement>(null)
  const tell = useRef(onSign)
  tell.current = onSign
  useEffect(() => {
    if (!canvas.current) return
    let pad: SignaturePad | undefined
    let pause: ReturnType<typeof setTimeout> | undefined
    const element = canvas.current
    const drawing = (): void => {
      clearTimeout(pause)
      if (hint.current) hint.current.hidden = true
    }
    element.addEventListener('pointerdown', drawing)
    pad = signaturePad(element, empty => {
      clearTimeout(pause)
      if (!empty) pause = setTimeout(() => void pad?.toPng().then(png => tell.current(png)), PAUSE_MS)
    })
    drawn.current = pad.toPng
    return () => {
      drawn.current = null
      clearTimeout(pause)
      element.removeEventListener('pointerdown', drawing)
      pad?.destroy()
    }
  }, [drawn])
  return (
    <div class={styles.pad} data-invalid={invalid}>
      <canvas ref={canvas} role="img" aria-label={t('sign')} aria-invalid={invalid} tabIndex={-1} />
      <span ref={hint} aria-hidden="true">
        {t('sign')}
      </span>
    </div>
  )
}

/** The name, written by the page. */
function written(name: string): Promise<Blob | null> {
  const canvas = document.createElement('canvas')
  canvas.width = 800
  canvas.height = 260
  const context = canvas.getContext('2d')
  if (!context) return Promise.resolve(null)
  context.fillStyle = '#fff'
  context.fillRect(0, 0, 800, 260)
  context.fillStyle = '#000'
  context.textAlign = 'center'
  context.font = 'italic 76px "Snell Roundhand", "Segoe Script", "Dancing Script", cursive'
  context.fillText(name, 400, 155, 740)
  return new Promise(resolve => canvas.toBlob(resolve, 'image/png'))
}
