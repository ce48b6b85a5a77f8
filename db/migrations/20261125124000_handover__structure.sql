-- What the bot hands to the person who takes a conversation over, in its parts (src/shared/handover.ts): said in the reader's own
-- language. The text beside it is for whoever writes one by hand.
ALTER TABLE app.whatsapp_sessions ADD COLUMN handover jsonb;
