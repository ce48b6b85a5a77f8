import { createContext, useContext } from 'react'
import type { ChatMessage } from '../../../shared/conversations.ts'
import { useText } from '../../shell/lang.tsx'
import { mediaWord } from './ConversationList.tsx'
import { conversationMessages } from './conversations.messages.ts'

/** Opens a message's file large. */
export const OpenMedia = createContext<(message_id: string) => void>(() => {})
export const useOpenMedia = () => useContext(OpenMedia)

/** Has, had or will have a file to look at. */
export const hasMedia = (message: ChatMessage): boolean => message.media_state !== null && !message.revoked

/** A document goes by its own name; a picture's or a voice note's is nobody's. */
export function useMediaName(): (message: ChatMessage) => string {
  const t = useText(conversationMessages)
  return ({ message_type, filename }) => (message_type === 'document' ? filename : null) ?? mediaWord(t, message_type)
}
