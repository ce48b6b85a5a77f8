import { create } from 'qrcode'
import { useMemo } from 'react'
import styles from './QrCode.module.css'

/** Drawn here, so that an address with a token travels nowhere. Dark on white in both schemes: scanners need it. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { path, size } = useMemo(() => {
    const { modules } = create(text, { errorCorrectionLevel: 'M' })
    const dark = [...modules.data].flatMap((on, index) =>
      on ? [`M${index % modules.size} ${Math.floor(index / modules.size)}h1v1h-1z`] : [],
    )
    return { path: dark.join(''), size: modules.size }
  }, [text])
  return (
    <svg
      viewBox={`-2 -2 ${size + 4} ${size + 4}`}
      role="img"
      aria-label={label}
      className={styles.qr}
      shapeRendering="crispEdges"
    >
      <path d={path} fill="#000" />
    </svg>
  )
}
