-- What hangs on a message is looked up for each message of a page: without its own index each look goes through the whole conversation.
CREATE INDEX idx_whatsapp_messages_reactions ON app.whatsapp_messages(session_id) WHERE message_type = 'reaction';
-- What went out and what did not in the last hour, every five minutes.
CREATE INDEX idx_whatsapp_outbox_settled_at ON app.whatsapp_outbox(settled_at);
