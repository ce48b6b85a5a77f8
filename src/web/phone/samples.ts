/** Photos that a demo needs, drawn here: a broken phone is always at hand. */
export const SAMPLES = ['screen', 'battery', 'water', 'back', 'slip'] as const
export type Sample = (typeof SAMPLES)[number]

const WIDTH = 720
const HEIGHT = 960

/** Repeatable chance, so that a crack looks the same in the preview and in the photo. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296
    return state / 4294967296
  }
}

type Context = CanvasRenderingContext2D

function gradient(c: Context, x: number, y: number, w: number, h: number, ...colours: string[]): CanvasGradient {
  const fill = c.createLinearGradient(x, y, x + w, y + h)
  for (const [index, colour] of colours.entries()) fill.addColorStop(index / (colours.length - 1), colour)
  return fill
}

function box(
  c: Context,
  x: number,
  y: number,
  w: number,
  h: number,
  radius: number,
  fill: string | CanvasGradient,
): void {
  c.fillStyle = fill
  c.beginPath()
  c.roundRect(x, y, w, h, radius)
  c.fill()
}

/** A wooden counter under a lamp. */
function table(c: Context): void {
  c.fillStyle = gradient(c, 0, 0, WIDTH, HEIGHT, '#b98d5f', '#a67a4e', '#8d6440')
  c.fillRect(0, 0, WIDTH, HEIGHT)
  const random = chance(7)
  c.lineWidth = 1.5
  for (let line = 0; line < 60; line++) {
    c.strokeStyle = `rgb(70 40 15 / ${0.05 + random() * 0.1})`
    const y = random() * HEIGHT
    c.beginPath()
    c.moveTo(0, y)
    c.bezierCurveTo(
      WIDTH / 3,
      y + random() * 30 - 15,
      WIDTH / 1.5,
      y + random() * 30 - 15,
      WIDTH,
      y + random() * 24 - 12,
    )
    c.stroke()
  }
}

function body(c: Context, colour: string, width = 340, height = 700): void {
  c.save()
  c.shadowColor = 'rgb(0 0 0 / 55%)'
  c.shadowBlur = 46
  c.shadowOffsetY = 22
  box(c, -width / 2, -height / 2, width, height, 54, colour)
  c.restore()
}

function screen(c: Context, fill: string | CanvasGradient): void {
  body(c, '#15171a')
  box(c, -154, -334, 308, 668, 42, fill)
  box(c, -48, -322, 96, 24, 12, '#000')
}

/** From one blow, cracks run out and branch; rings bind them. */
function cracks(c: Context, x: number, y: number, seed: number, reach: number): void {
  const random = chance(seed)
  const ray = (fromX: number, fromY: number, angle: number, length: number, width: number): void => {
    let [px, py, turn] = [fromX, fromY, angle]
    for (let walked = 0; walked < length; walked += 26) {
      turn += random() * 0.7 - 0.35
      const [nx, ny] = [px + Math.cos(turn) * 26, py + Math.sin(turn) * 26]
      c.lineWidth = Math.max(0.6, width * (1 - walked / length))
      c.strokeStyle = `rgb(255 255 255 / ${0.55 + random() * 0.4})`
      c.beginPath()
      c.moveTo(px, py)
      c.lineTo(nx, ny)
      c.stroke()
      if (width > 1.4 && random() < 0.3) ray(nx, ny, turn + (random() < 0.5 ? 0.8 : -0.8), length * 0.35, width * 0.6)
      ;[px, py] = [nx, ny]
    }
  }
  for (let n = 0; n < 15; n++) ray(x, y, (n / 15) * Math.PI * 2 + random() * 0.3, reach * (0.5 + random() * 0.6), 3)
  c.fillStyle = 'rgb(255 255 255 / 75%)'
  for (let n = 0; n < 26; n++) {
    const [sx, sy] = [x + (random() - 0.5) * 60, y + (random() - 0.5) * 60]
    c.beginPath()
    c.moveTo(sx, sy)
    c.lineTo(sx + random() * 16 - 8, sy + random() * 16 - 8)
    c.lineTo(sx + random() * 16 - 8, sy + random() * 16 - 8)
    c.fill()
  }
}

/** Only on the phone itself, however far the cracks would run. */
function within(c: Context, x: number, y: number, w: number, h: number, radius: number, draw: () => void): void {
  c.save()
  c.beginPath()
  c.roundRect(x, y, w, h, radius)
  c.clip()
  draw()
  c.restore()
}

const DRAW: Record<Sample, (c: Context, note: string) => void> = {
  screen(c) {
    c.rotate(-0.09)
    screen(c, gradient(c, -154, -334, 308, 668, '#1d3f6e', '#3a5fa8', '#8b5fa8'))
    c.fillStyle = 'rgb(255 255 255 / 90%)'
    c.textAlign = 'center'
    c.font = '300 84px system-ui, sans-serif'
    c.fillText('9:41', 0, -190)
    within(c, -154, -334, 308, 668, 42, () => {
      cracks(c, 62, 90, 21, 420)
      box(c, 96, -334, 9, 668, 0, 'rgb(80 255 170 / 80%)')
    })
  },
  battery(c) {
    c.rotate(0.07)
    body(c, '#26292e')
    box(c, -150, -330, 300, 660, 34, gradient(c, -150, 0, 300, 0, '#3a3f46', '#545b64', '#3a3f46'))
    box(c, -128, -306, 256, 130, 16, '#17402f')
    for (let n = 0; n < 6; n++) box(c, -112 + (n % 3) * 82, -290 + Math.floor(n / 3) * 56, 62, 40, 4, '#a8adb3')
    c.save()
    c.shadowColor = 'rgb(0 0 0 / 60%)'
    c.shadowBlur = 34
    c.fillStyle = gradient(c, -110, -140, 240, 430, '#d8dade', '#fbfbfc', '#b8bcc2')
    c.beginPath()
    c.moveTo(-104, -130)
    c.bezierCurveTo(-40, -172, 60, -172, 112, -126)
    c.bezierCurveTo(150, 0, 150, 150, 108, 292)
    c.bezierCurveTo(50, 330, -60, 330, -110, 288)
    c.bezierCurveTo(-146, 150, -144, 0, -104, -130)
    c.fill()
    c.restore()
    c.fillStyle = '#2b2e33'
    c.textAlign = 'center'
    c.font = '600 26px system-ui, sans-serif'
    c.fillText('Li-ion 3095 mAh', 0, 60)
    c.font = '20px system-ui, sans-serif'
    c.fillText('3.83 V', 0, 96)
  },
  water(c) {
    c.rotate(-0.04)
    screen(c, gradient(c, -154, -334, 308, 668, '#0c0f12', '#1a2126', '#0b0d0f'))
    const random = chance(99)
    within(c, -154, -334, 308, 668, 42, () => {
      c.fillStyle = 'rgb(160 190 215 / 22%)'
      for (const [x, y, r] of [
        [-60, 120, 120],
        [40, 200, 100],
        [-20, 260, 140],
      ] as const) {
        c.beginPath()
        c.ellipse(x, y, r, r * 0.7, 0.4, 0, Math.PI * 2)
        c.fill()
      }
    })
    for (let n = 0; n < 90; n++) {
      const [x, y, r] = [random() * 620 - 310, random() * 860 - 430, 3 + random() * 15]
      c.fillStyle = 'rgb(190 220 240 / 55%)'
      c.beginPath()
      c.ellipse(x, y, r, r * (0.8 + random() * 0.5), 0, 0, Math.PI * 2)
      c.fill()
      c.fillStyle = 'rgb(255 255 255 / 85%)'
      c.beginPath()
      c.arc(x - r / 3, y - r / 3, r / 4, 0, Math.PI * 2)
      c.fill()
    }
  },
  back(c) {
    c.rotate(0.1)
    body(c, '#1f5c50')
    box(c, -162, -342, 324, 684, 46, gradient(c, -162, -342, 324, 684, '#2f7d6d', '#3f9c88', '#215c50'))
    box(c, -140, -320, 150, 150, 36, 'rgb(0 0 0 / 22%)')
    for (const [x, y] of [
      [-100, -282],
      [-100, -210],
      [-34, -246],
    ] as const) {
      c.fillStyle = '#0a0c0d'
      c.beginPath()
      c.arc(x, y, 29, 0, Math.PI * 2)
      c.fill()
      c.fillStyle = '#27455f'
      c.beginPath()
      c.arc(x - 6, y - 6, 11, 0, Math.PI * 2)
      c.fill()
    }
    within(c, -162, -342, 324, 684, 46, () => {
      cracks(c, -70, 220, 5, 520)
      cracks(c, 110, -120, 12, 200)
    })
  },
  slip(c, note) {
    c.setTransform(1, 0, 0, 1, 0, 0)
    c.fillStyle = '#eef1f4'
    c.fillRect(0, 0, WIDTH, HEIGHT)
    box(c, 50, 60, WIDTH - 100, HEIGHT - 120, 28, '#fff')
    c.fillStyle = '#1f8a4c'
    c.beginPath()
    c.arc(WIDTH / 2, 180, 56, 0, Math.PI * 2)
    c.fill()
    c.strokeStyle = '#fff'
    c.lineWidth = 11
    c.lineCap = 'round'
    c.lineJoin = 'round'
    c.beginPath()
    c.moveTo(WIDTH / 2 - 24, 182)
    c.lineTo(WIDTH / 2 - 6, 200)
    c.lineTo(WIDTH / 2 + 27, 162)
    c.stroke()
    c.textAlign = 'center'
    c.fillStyle = '#14171a'
    c.font = '600 34px system-ui, sans-serif'
    c.fillText('Pindahan berjaya', WIDTH / 2, 300)
    c.font = '700 68px system-ui, sans-serif'
    c.fillText(note, WIDTH / 2, 395)
    const rows = [
      ['Jenis', 'DuitNow'],
      ['Dari', '•••• 4471'],
      ['Kepada', 'Kedai'],
      ['Rujukan', 'DN 2611 8842 07'],
      ['Status', 'Berjaya'],
    ] as const
    rows.forEach(([name, value], index) => {
      const y = 500 + index * 74
      c.fillStyle = '#e4e6e8'
      c.fillRect(100, y - 44, WIDTH - 200, 2)
      c.font = '28px system-ui, sans-serif'
      c.textAlign = 'left'
      c.fillStyle = '#5c6066'
      c.fillText(name, 100, y)
      c.textAlign = 'right'
      c.fillStyle = '#14171a'
      c.fillText(value, WIDTH - 100, y)
    })
  },
}

/** `note` is what a transfer slip says was paid. */
export function samplePhoto(sample: Sample, note: string): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = WIDTH
  canvas.height = HEIGHT
  const c = canvas.getContext('2d')
  if (!c) throw new Error('canvas has no 2d context')
  table(c)
  c.translate(WIDTH / 2, HEIGHT / 2)
  DRAW[sample](c, note)
  return new Promise((resolve, reject) =>
    canvas.toBlob(blob => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/jpeg', 0.88),
  )
}
