import { selectPhotoFiles } from '../assistant.queries.ts'
import { say } from '../reply.ts'
import type { Reply, Scene } from '../turn.ts'
import { goOn } from './intake.ts'
import { takeProof } from './payment.ts'

/** Pictures: photos of the damage inside an intake, the transfer slip while something is owed, else a question. */
export async function byMedia(scene: Scene): Promise<Reply | null> {
  const { state, media, read, facts, text } = scene
  const pictures = media.filter(({ type }) => type === 'image' || type === 'document' || type === 'video')
  if (!pictures.length) return media.some(({ type }) => type === 'audio') && !text ? say('voice') : null
  const repairing = read.intent === 'repair_request' || read.intent === 'price_inquiry'
  if (state.flow === 'intake' || state.flow === 'warranty') return null
  if (facts.unpaid.length && !repairing) return takeProof(scene, pictures)
  if (text) return null
  state.slots.picture = pictures[0]?.id
  return {
    ...say('media_what'),
    buttons: [
      { id: 'picture:repair', label: 'button.send_repair' },
      ...(facts.unpaid.length ? [{ id: 'picture:proof', label: 'button.send_proof' } as const] : []),
      { id: 'menu:person', label: 'button.person' },
    ],
  }
}

/** What the customer says the picture is. */
export async function pictureTapped(scene: Scene, tap: string): Promise<Reply | null> {
  const { state } = scene
  const kept = state.slots.picture
  if (tap === 'picture:proof' && kept) {
    delete state.slots.picture
    const [file = null] = await selectPhotoFiles(scene.ctx.tx, [kept])
    return takeProof(scene, [
      { id: kept, type: 'image', text: '', tap: null, media_file_id: file, media_state: file ? 'stored' : 'gone' },
    ])
  }
  if (kept) {
    state.slots.photos = [...(state.slots.photos ?? []), kept]
    delete state.slots.picture
  }
  state.flow = 'intake'
  return goOn(scene)
}
