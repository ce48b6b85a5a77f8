import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useText } from '../shell/lang.tsx'
import styles from './SignatureField.module.css'
import { type SignaturePad, signaturePad } from './signaturePad.ts'
import { uiMessages } from './ui.messages.ts'

export function SignatureField({ onChange }: { onChange: (png: Blob | null) => void }) {
  const t = useText(uiMessages)
  const canvas = useRef<HTMLCanvasElement>(null)
  const pad = useRef<SignaturePad>(null)
  const told = useRef(onChange)
  told.current = onChange
  const [empty, setEmpty] = useState(true)

  useEffect(() => {
    if (!canvas.current) return
    pad.current = signaturePad(canvas.current, (isEmpty) => {
      setEmpty(isEmpty)
      void pad.current?.toPng().then((png) => told.current(png))
    })
    return () => pad.current?.destroy()
  }, [])

  return (
    <div className={styles.field}>
      <canvas ref={canvas} className={styles.canvas} role="img" aria-label={t('sign_here')} />
      {empty && (
        <span className={styles.hint} aria-hidden="true">
          {t('sign_here')}
        </span>
      )}
      <Button size="compact-xs" variant="subtle" color="gray" className={styles.clear} hidden={empty} onClick={() => pad.current?.clear()}>
        {t('clear')}
      </Button>
    </div>
  )
}
