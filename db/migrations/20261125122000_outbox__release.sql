-- Asked with each message of a customer: is there something that waited for him to write?
CREATE INDEX idx_whatsapp_outbox_waiting ON app.whatsapp_outbox(session_id, id) WHERE status = 'waiting';
