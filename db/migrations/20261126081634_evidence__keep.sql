-- Bytes behind a file are what they were; a file only comes to its ticket.
REVOKE UPDATE ON app.files FROM baiki_app;
GRANT UPDATE (ticket_id, visible_to_customer) ON app.files TO baiki_app;

-- A message stays in its conversation, by whom it was; and what the customer wrote stays as he wrote it: it is what he decided by.
REVOKE UPDATE ON app.whatsapp_messages FROM baiki_app;
GRANT UPDATE (message_id, message_type, message_content, payload, media_type, media_url, media_id, media_file_id, media_state, status, error_code,
  error_detail, pricing, "timestamp", handled_at, ticket_id) ON app.whatsapp_messages TO baiki_app;
CREATE FUNCTION app.only_the_channel() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF auth.role() <> 'scheduler' THEN
    RAISE EXCEPTION 'only the channel changes this' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER whatsapp_messages_evidence_trigger BEFORE UPDATE ON app.whatsapp_messages FOR EACH ROW
  WHEN (OLD.direction = 'inbound' AND (OLD.message_id IS DISTINCT FROM NEW.message_id OR OLD.message_type <> NEW.message_type
    OR OLD.message_content <> NEW.message_content)) EXECUTE FUNCTION app.only_the_channel();
-- Where a conversation is written to, the channel alone knows.
CREATE TRIGGER whatsapp_sessions_address_trigger BEFORE UPDATE ON app.whatsapp_sessions FOR EACH ROW
  WHEN (OLD.wa_id IS DISTINCT FROM NEW.wa_id OR OLD.bsuid IS DISTINCT FROM NEW.bsuid OR OLD.phone_number_id <> NEW.phone_number_id
    OR OLD.phone_number IS DISTINCT FROM NEW.phone_number) EXECUTE FUNCTION app.only_the_channel();

-- The holder of a check-in's link fills its form in, and changes nothing of what it ties together or how long it holds.
CREATE FUNCTION app.keep_checkin() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  filled text[] := ARRAY['status', 'form', 'terms', 'passcode_sealed', 'signature_file_id', 'opened_at', 'submitted_at', 'updated_at'];
BEGIN
  IF NEW.status NOT IN (OLD.status, 'submitted') OR to_jsonb(NEW) - filled <> to_jsonb(OLD) - filled THEN
    RAISE EXCEPTION 'only the form is the customer''s' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER checkin_form_trigger BEFORE UPDATE ON app.checkins FOR EACH ROW WHEN (app.is_role('customer_link')) EXECUTE FUNCTION app.keep_checkin();
