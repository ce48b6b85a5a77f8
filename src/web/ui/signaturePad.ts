/** A signature drawn by finger, pen or mouse. No framework: the customer's form and the staff app share it. */
export interface SignaturePad {
  readonly isEmpty: () => boolean
  readonly clear: () => void
  /** Black on white, whatever the screen's colours are. Null when nothing was drawn. */
  readonly toPng: () => Promise<Blob | null>
  readonly destroy: () => void
}

interface Point {
  readonly x: number
  readonly y: number
}

const LINE = 2.2

function draw(context: CanvasRenderingContext2D, strokes: readonly (readonly Point[])[], ink: string): void {
  context.strokeStyle = ink
  context.fillStyle = ink
  context.lineWidth = LINE
  context.lineCap = 'round'
  context.lineJoin = 'round'
  for (const stroke of strokes) drawStroke(context, stroke)
}

/** Through the middles between points, so that few points still make a smooth line. */
function drawStroke(context: CanvasRenderingContext2D, stroke: readonly Point[]): void {
  const [first, ...rest] = stroke
  if (!first) return
  context.beginPath()
  if (rest.length === 0) {
    context.arc(first.x, first.y, LINE / 1.5, 0, Math.PI * 2)
    context.fill()
    return
  }
  context.moveTo(first.x, first.y)
  rest.forEach((point, index) => {
    const next = rest[index + 1]
    if (next) context.quadraticCurveTo(point.x, point.y, (point.x + next.x) / 2, (point.y + next.y) / 2)
    else context.lineTo(point.x, point.y)
  })
  context.stroke()
}

/** Makes a canvas a signature pad. `onChange` is told after each stroke whether it is empty. */
export function signaturePad(canvas: HTMLCanvasElement, onChange: (empty: boolean) => void = () => {}): SignaturePad {
  let strokes: Point[][] = []
  const context = canvas.getContext('2d')
  if (!context) throw new Error('canvas has no 2d context')
  canvas.style.touchAction = 'none'

  const redraw = (): void => {
    const scale = window.devicePixelRatio || 1
    canvas.width = canvas.clientWidth * scale
    canvas.height = canvas.clientHeight * scale
    context.setTransform(scale, 0, 0, scale, 0, 0)
    context.clearRect(0, 0, canvas.clientWidth, canvas.clientHeight)
    draw(context, strokes, getComputedStyle(canvas).color)
  }
  const at = (event: PointerEvent): Point => ({ x: event.offsetX, y: event.offsetY })
  const onDown = (event: PointerEvent): void => {
    if (event.button !== 0) return
    event.preventDefault()
    canvas.setPointerCapture(event.pointerId)
    strokes.push([at(event)])
    redraw()
  }
  const onMove = (event: PointerEvent): void => {
    if (!canvas.hasPointerCapture(event.pointerId)) return
    strokes.at(-1)?.push(at(event))
    redraw()
  }
  const onUp = (event: PointerEvent): void => {
    if (!canvas.hasPointerCapture(event.pointerId)) return
    canvas.releasePointerCapture(event.pointerId)
    onChange(false)
  }
  canvas.addEventListener('pointerdown', onDown)
  canvas.addEventListener('pointermove', onMove)
  canvas.addEventListener('pointerup', onUp)
  canvas.addEventListener('pointercancel', onUp)
  const resized = new ResizeObserver(redraw)
  resized.observe(canvas)

  return {
    isEmpty: () => strokes.length === 0,
    clear: () => {
      strokes = []
      redraw()
      onChange(true)
    },
    toPng: () => (strokes.length === 0 ? Promise.resolve(null) : paper(canvas, strokes)),
    destroy: () => {
      resized.disconnect()
      canvas.removeEventListener('pointerdown', onDown)
      canvas.removeEventListener('pointermove', onMove)
      canvas.removeEventListener('pointerup', onUp)
      canvas.removeEventListener('pointercancel', onUp)
    },
  }
}

function paper(canvas: HTMLCanvasElement, strokes: readonly (readonly Point[])[]): Promise<Blob | null> {
  const copy = document.createElement('canvas')
  copy.width = canvas.clientWidth * 2
  copy.height = canvas.clientHeight * 2
  const context = copy.getContext('2d')
  if (!context) return Promise.resolve(null)
  context.fillStyle = '#fff'
  context.fillRect(0, 0, copy.width, copy.height)
  context.scale(2, 2)
  draw(context, strokes, '#000')
  return new Promise(resolve => copy.toBlob(resolve, 'image/png'))
}
