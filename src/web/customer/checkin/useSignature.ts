import { useEffect, useState } from 'preact/hooks'
import { newKey } from '../api.ts'
import { dropBlob, keepBlob, keptBlobs } from './blobs.ts'

export interface Signature {
  readonly png: Blob
  readonly src: string
  /** The upload's idempotency key. */
  readonly key: string
}

const prefixOf = (token: string): string => `signature:${token.slice(-12)}:`

/** The signature as drawn, kept over a reload. Null: not yet signed. */
export function useSignature(token: string): [Signature | null, (png: Blob | null) => Signature | null] {
  const [signature, setSignature] = useState<Signature | null>(null)
  useEffect(() => {
    void keptBlobs(prefixOf(token)).then(kept => {
      const last = kept.at(-1)
      if (last)
        setSignature({
          png: last.blob,
          src: URL.createObjectURL(last.blob),
          key: last.key.slice(prefixOf(token).length),
        })
    })
  }, [token])
  return [
    signature,
    png => {
      if (signature) void dropBlob(prefixOf(token) + signature.key)
      const key = newKey()
      if (png) void keepBlob(prefixOf(token) + key, png)
      const signed = png && { png, src: URL.createObjectURL(png), key }
      setSignature(signed)
      return signed
    },
  ]
}

export const forgetSignature = (token: string): void =>
  void keptBlobs(prefixOf(token)).then(kept => kept.forEach(({ key }) => void dropBlob(key)))
