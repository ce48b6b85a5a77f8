/** CRC-32 of an Ogg page: polynomial 0x04c11db7, not reflected (RFC 3533, 6). */
function crc(bytes: Uint8Array): number {
  let sum = 0
  for (const byte of bytes) {
    sum ^= byte << 24
    for (let bit = 0; bit < 8; bit++) sum = sum & 0x80000000 ? (sum << 1) ^ 0x04c11db7 : sum << 1
  }
  return sum >>> 0
}

function page(sequence: number, kind: number, granule: number, packets: readonly Uint8Array[]): Buffer {
  const head = Buffer.alloc(27 + packets.length)
  head.write('OggS', 0)
  head[5] = kind
  head.writeBigUInt64LE(BigInt(granule), 6)
  head.writeUInt32LE(7, 14)
  head.writeUInt32LE(sequence, 18)
  head[26] = packets.length
  packets.forEach((packet, index) => {
    head[27 + index] = packet.length
  })
  const whole = Buffer.concat([head, ...packets])
  whole.writeUInt32LE(crc(whole), 22)
  return whole
}

/** A voice note as WhatsApp makes them, Opus in Ogg (RFC 7845): silence of so many seconds, in frames of 20 ms. */
export function voiceNote(seconds = 2): Buffer {
  const head = Buffer.from('OpusHead\x01\x01\0\0\x80\xbb\0\0\0\0\0', 'latin1')
  const tags = Buffer.from('OpusTags\x04\0\0\0test\0\0\0\0', 'latin1')
  const silence = Uint8Array.of(0xf8, 0xff, 0xfe)
  const pages = Array.from({ length: seconds }, (_, n) =>
    page(
      n + 2,
      n === seconds - 1 ? 4 : 0,
      (n + 1) * 48_000,
      Array.from({ length: 50 }, () => silence),
    ),
  )
  return Buffer.concat([page(0, 2, 0, [head]), page(1, 0, 0, [tags]), ...pages])
}
