-- The inbox of several people at once: notes between staff, ready answers, labels, conversations put off, what the bot took wrongly.
ALTER TABLE app.whatsapp_sessions
  -- Out of sight until then, or until the customer writes.
  ADD COLUMN snoozed_until timestamptz,
  ADD COLUMN snoozed_by uuid REFERENCES app.users(id) ON DELETE SET NULL;
CREATE INDEX idx_whatsapp_sessions_snoozed_until ON app.whatsapp_sessions(snoozed_until) WHERE snoozed_until IS NOT NULL;
CREATE INDEX idx_whatsapp_sessions_snoozed_by ON app.whatsapp_sessions(snoozed_by);

CREATE TABLE app.conversation_notes (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  session_id uuid NOT NULL REFERENCES app.whatsapp_sessions(id) ON DELETE CASCADE,
  customer_id uuid REFERENCES app.customers(id) ON DELETE CASCADE,
  body text NOT NULL CHECK (length(body) BETWEEN 1 AND 4000),
  -- Colleagues who were told. No key: a note outlives them.
  mentioned uuid[] NOT NULL DEFAULT '{}',
  created_by uuid REFERENCES app.users(id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_conversation_notes_session_id ON app.conversation_notes(session_id, created_at);
CREATE INDEX idx_conversation_notes_customer_id ON app.conversation_notes(customer_id);
CREATE INDEX idx_conversation_notes_created_by ON app.conversation_notes(created_by);

CREATE TABLE app.canned_replies (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  shortcut varchar(30) UNIQUE NOT NULL CHECK (shortcut ~ '^[a-z0-9][a-z0-9-]*$'),
  -- {"ms": …, "id": …, "en": …}; empty: the Malay one serves.
  texts jsonb NOT NULL CHECK (jsonb_typeof(texts) = 'object' AND texts ->> 'ms' <> ''),
  updated_by uuid REFERENCES app.users(id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_canned_replies_updated_by ON app.canned_replies(updated_by);

CREATE TABLE app.conversation_labels (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  name varchar(30) NOT NULL CHECK (name <> ''),
  colour varchar(10) NOT NULL CHECK (colour IN ('grey', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple')),
  created_by uuid REFERENCES app.users(id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX idx_conversation_labels_name ON app.conversation_labels(lower(name));
CREATE INDEX idx_conversation_labels_created_by ON app.conversation_labels(created_by);

CREATE TABLE app.session_labels (
  session_id uuid NOT NULL REFERENCES app.whatsapp_sessions(id) ON DELETE CASCADE,
  label_id uuid NOT NULL REFERENCES app.conversation_labels(id) ON DELETE CASCADE,
  created_by uuid REFERENCES app.users(id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (session_id, label_id)
);
CREATE INDEX idx_session_labels_label_id ON app.session_labels(label_id);
CREATE INDEX idx_session_labels_created_by ON app.session_labels(created_by);

-- What a turn was taken for, and what it was: one word a turn, the last. Kept for training, with its own copy of the words.
CREATE TABLE app.intent_corrections (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  ai_conversation_id uuid UNIQUE NOT NULL REFERENCES app.ai_conversations(id) ON DELETE CASCADE,
  session_id uuid NOT NULL REFERENCES app.whatsapp_sessions(id) ON DELETE CASCADE,
  customer_id uuid REFERENCES app.customers(id) ON DELETE CASCADE,
  words text NOT NULL,
  understood varchar(50),
  correct varchar(50) NOT NULL REFERENCES app.ai_intents(intent_name) ON UPDATE CASCADE ON DELETE RESTRICT,
  corrected_by uuid REFERENCES app.users(id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_intent_corrections_session_id ON app.intent_corrections(session_id);
CREATE INDEX idx_intent_corrections_customer_id ON app.intent_corrections(customer_id);
CREATE INDEX idx_intent_corrections_correct ON app.intent_corrections(correct);
CREATE INDEX idx_intent_corrections_corrected_by ON app.intent_corrections(corrected_by);
CREATE INDEX idx_ai_conversations_session_id ON app.ai_conversations(session_id, created_at);

CALL app.guard('conversation_notes', 'SELECT, INSERT', personal => '{body}');
CALL app.guard('canned_replies', 'SELECT, INSERT, UPDATE, DELETE');
CALL app.guard('conversation_labels', 'SELECT, INSERT, UPDATE, DELETE');
CALL app.guard('session_labels', 'SELECT, INSERT, DELETE');
CALL app.guard('intent_corrections', 'SELECT, INSERT, UPDATE', personal => '{words}');

CREATE POLICY chat_read ON app.conversation_notes FOR SELECT USING ((SELECT app.may('chat.read')));
CREATE POLICY chat_insert ON app.conversation_notes FOR INSERT WITH CHECK ((SELECT app.may('chat.write')) AND created_by = (SELECT auth.uid()));
CREATE POLICY chat_read ON app.canned_replies FOR SELECT USING ((SELECT app.may('chat.read')));
CREATE POLICY chat_insert ON app.canned_replies FOR INSERT WITH CHECK ((SELECT app.may('chat.write')));
CREATE POLICY chat_update ON app.canned_replies FOR UPDATE USING ((SELECT app.may('chat.write')));
CREATE POLICY chat_delete ON app.canned_replies FOR DELETE USING ((SELECT app.may('chat.write')));
CREATE POLICY chat_read ON app.conversation_labels FOR SELECT USING ((SELECT app.may('chat.read')));
CREATE POLICY chat_insert ON app.conversation_labels FOR INSERT WITH CHECK ((SELECT app.may('chat.write')));
CREATE POLICY chat_update ON app.conversation_labels FOR UPDATE USING ((SELECT app.may('chat.write')));
CREATE POLICY chat_delete ON app.conversation_labels FOR DELETE USING ((SELECT app.may('chat.write')));
CREATE POLICY chat_read ON app.session_labels FOR SELECT USING ((SELECT app.may('chat.read')));
CREATE POLICY chat_insert ON app.session_labels FOR INSERT WITH CHECK ((SELECT app.may('chat.write')));
CREATE POLICY chat_delete ON app.session_labels FOR DELETE USING ((SELECT app.may('chat.write')));
CREATE POLICY chat_read ON app.intent_corrections FOR SELECT USING ((SELECT app.may('chat.read')));
CREATE POLICY chat_insert ON app.intent_corrections FOR INSERT WITH CHECK ((SELECT app.may('chat.write')) AND corrected_by = (SELECT auth.uid()));
CREATE POLICY chat_update ON app.intent_corrections FOR UPDATE USING ((SELECT app.may('chat.write')));

-- Live screens: these change a conversation as it is shown.
CREATE FUNCTION app.announce_conversation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('baiki_changes', json_build_object('table', 'whatsapp_sessions', 'id', coalesce(NEW.session_id, OLD.session_id))::text);
  RETURN NULL;
END $$;
CREATE TRIGGER conversation_notes_announce_trigger AFTER INSERT ON app.conversation_notes FOR EACH ROW EXECUTE FUNCTION app.announce_conversation();
CREATE TRIGGER session_labels_announce_trigger AFTER INSERT OR DELETE ON app.session_labels FOR EACH ROW EXECUTE FUNCTION app.announce_conversation();
CREATE TRIGGER intent_corrections_announce_trigger AFTER INSERT OR UPDATE ON app.intent_corrections FOR EACH ROW EXECUTE FUNCTION app.announce_conversation();
CREATE TRIGGER canned_replies_announce_trigger AFTER INSERT OR UPDATE ON app.canned_replies FOR EACH ROW EXECUTE FUNCTION app.announce_change();
CREATE TRIGGER conversation_labels_announce_trigger AFTER INSERT OR UPDATE ON app.conversation_labels FOR EACH ROW EXECUTE FUNCTION app.announce_change();

-- Failed sends that are still to be looked at.
CREATE INDEX idx_whatsapp_messages_failed ON app.whatsapp_messages(session_id) WHERE status IN ('failed', 'unknown');

-- Who may be given a conversation or be called into one.
CREATE FUNCTION app.chat_colleagues() RETURNS TABLE (id uuid, full_name varchar)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT u.id, u.full_name FROM app.users u
  WHERE app.may('chat.read') AND u.is_active AND u.role <> 'system' AND coalesce(
    (SELECT up.granted FROM app.user_permissions up WHERE up.user_id = u.id AND up.permission = 'chat.write'),
    EXISTS (SELECT FROM app.role_permissions rp WHERE rp.role = u.role AND rp.permission = 'chat.write'))
  ORDER BY u.full_name
$$;
ALTER FUNCTION app.chat_colleagues() OWNER TO app_directory;

-- Words of messages. Row security keeps LIKE from its index, so the search is a narrow function with its own right.
CREATE INDEX idx_whatsapp_messages_words ON app.whatsapp_messages USING gin (lower(message_content) gin_trgm_ops);
CREATE FUNCTION app.search_messages(words text, most int) RETURNS TABLE (id uuid, session_id uuid, "timestamp" timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 20 SET search_path = '' SET plan_cache_mode = force_custom_plan AS $$
BEGIN
  IF NOT app.may('chat.read') THEN RAISE EXCEPTION 'may not search messages' USING ERRCODE = '42501'; END IF;
  RETURN QUERY SELECT m.id, m.session_id, m.timestamp FROM app.whatsapp_messages m
    WHERE lower(m.message_content) LIKE '%' || replace(replace(replace(lower(words), '\', '\\'), '%', '\%'), '_', '\_') || '%'
      AND m.message_type NOT IN ('reaction', 'revoke')
    ORDER BY m.timestamp DESC, m.id DESC LIMIT most;
END $$;
CREATE POLICY search ON app.whatsapp_messages FOR SELECT TO app_search USING (true);
GRANT SELECT ON app.whatsapp_messages TO app_search;
ALTER FUNCTION app.search_messages(text, int) OWNER TO app_search;
