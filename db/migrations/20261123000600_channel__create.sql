-- The WhatsApp channel: raw deliveries, conversations, messages, outbox, templates; and feedback.
CREATE TABLE app.whatsapp_webhook_events (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  body bytea NOT NULL,
  status varchar(10) NOT NULL DEFAULT 'received' CHECK (status IN ('received', 'done', 'failed')),
  error text,
  received_at timestamptz NOT NULL DEFAULT now(),
  handled_at timestamptz
);
CREATE INDEX idx_whatsapp_webhook_events_waiting ON app.whatsapp_webhook_events(id) WHERE status = 'received';

-- One conversation with one identity on one of our numbers.
CREATE TABLE app.whatsapp_sessions (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  customer_id uuid REFERENCES app.customers(id) ON DELETE CASCADE,
  session_id varchar(100) UNIQUE NOT NULL,
  phone_number_id text NOT NULL,
  -- Where to write to: exactly what the last message came from.
  wa_id text,
  bsuid text,
  phone_number varchar(20),
  profile_name text,
  is_active boolean NOT NULL DEFAULT true,
  owner varchar(10) NOT NULL DEFAULT 'bot' CHECK (owner IN ('bot', 'person')),
  owner_user_id uuid REFERENCES app.users(id) ON DELETE SET NULL,
  owner_since timestamptz,
  wants_person boolean NOT NULL DEFAULT false,
  handover_summary text,
  last_inbound_at timestamptz,
  last_message_at timestamptz,
  last_message_preview text,
  unread_count int NOT NULL DEFAULT 0,
  last_activity timestamptz NOT NULL DEFAULT now(),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_whatsapp_sessions_customer_id ON app.whatsapp_sessions(customer_id);
CREATE INDEX idx_whatsapp_sessions_phone_number ON app.whatsapp_sessions(phone_number);
CREATE INDEX idx_whatsapp_sessions_last_message_at ON app.whatsapp_sessions(last_message_at DESC, id);
CREATE INDEX idx_whatsapp_sessions_owner_user_id ON app.whatsapp_sessions(owner_user_id);
CREATE UNIQUE INDEX idx_whatsapp_sessions_wa_id ON app.whatsapp_sessions(phone_number_id, wa_id) WHERE wa_id IS NOT NULL;
CREATE UNIQUE INDEX idx_whatsapp_sessions_bsuid ON app.whatsapp_sessions(phone_number_id, bsuid) WHERE bsuid IS NOT NULL;

CREATE TABLE app.whatsapp_messages (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  session_id uuid NOT NULL REFERENCES app.whatsapp_sessions(id) ON DELETE CASCADE,
  customer_id uuid REFERENCES app.customers(id) ON DELETE CASCADE,
  phone_number_id text NOT NULL,
  -- The wamid: opaque, any length; null until ours is accepted.
  message_id text,
  direction varchar(20) NOT NULL CHECK (direction IN ('inbound', 'outbound')),
  author varchar(10) NOT NULL CHECK (author IN ('customer', 'bot', 'staff', 'system')),
  sent_by uuid REFERENCES app.users(id) ON DELETE SET NULL,
  -- text, image, document, audio, video, sticker, buttons, list, cta_url, template, button_reply, list_reply, location, contacts, reaction, unsupported…
  message_type varchar(30) NOT NULL DEFAULT 'text',
  message_content text NOT NULL,
  payload jsonb NOT NULL DEFAULT '{}',
  reply_to text,
  media_type varchar(20),
  media_url text,
  media_id text,
  media_file_id uuid REFERENCES app.files(id) ON DELETE SET NULL,
  media_state varchar(10) CHECK (media_state IN ('waiting', 'stored', 'gone')),
  -- Inbound: received. Outbound: queued, sending, sent, delivered, read, played, failed, unknown, waiting. It only climbs.
  status varchar(20) NOT NULL CHECK (status IN ('received', 'queued', 'sending', 'waiting', 'unknown', 'sent', 'delivered', 'read', 'played', 'failed')),
  error_code int,
  error_detail text,
  pricing jsonb,
  ticket_id uuid REFERENCES app.tickets(id) ON DELETE SET NULL,
  -- Inbound: when a turn of the bot took it, or a person read it.
  handled_at timestamptz,
  timestamp timestamptz NOT NULL DEFAULT now(),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX idx_whatsapp_messages_message_id ON app.whatsapp_messages(phone_number_id, message_id) WHERE message_id IS NOT NULL;
CREATE INDEX idx_whatsapp_messages_session_id ON app.whatsapp_messages(session_id, timestamp, id);
CREATE INDEX idx_whatsapp_messages_direction ON app.whatsapp_messages(direction);
CREATE INDEX idx_whatsapp_messages_timestamp ON app.whatsapp_messages(timestamp);
CREATE INDEX idx_whatsapp_messages_unhandled ON app.whatsapp_messages(session_id) WHERE direction = 'inbound' AND handled_at IS NULL;
CREATE INDEX idx_whatsapp_messages_customer_id ON app.whatsapp_messages(customer_id);
CREATE INDEX idx_whatsapp_messages_sent_by ON app.whatsapp_messages(sent_by);
CREATE INDEX idx_whatsapp_messages_media_file_id ON app.whatsapp_messages(media_file_id);
CREATE INDEX idx_whatsapp_messages_ticket_id ON app.whatsapp_messages(ticket_id);

-- What is to be sent. `id` is the callback data that Meta echoes on every status.
CREATE TABLE app.whatsapp_outbox (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  message_id uuid NOT NULL UNIQUE REFERENCES app.whatsapp_messages(id) ON DELETE CASCADE,
  session_id uuid NOT NULL REFERENCES app.whatsapp_sessions(id) ON DELETE CASCADE,
  -- Said twice is sent once.
  idempotency_key text UNIQUE NOT NULL,
  author varchar(10) NOT NULL CHECK (author IN ('bot', 'staff', 'system')),
  -- An outbound message as src/shared/whatsapp/outbound.ts says; and what to say instead when the window is closed.
  body jsonb NOT NULL,
  template jsonb,
  media_file_id uuid REFERENCES app.files(id) ON DELETE SET NULL,
  status varchar(10) NOT NULL DEFAULT 'queued' CHECK (status IN ('queued', 'sending', 'sent', 'failed', 'unknown', 'waiting')),
  attempts int NOT NULL DEFAULT 0,
  not_before timestamptz NOT NULL DEFAULT now(),
  sending_at timestamptz,
  settled_at timestamptz,
  error_code int,
  error_detail text,
  created_by uuid REFERENCES app.users(id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_whatsapp_outbox_queued ON app.whatsapp_outbox(session_id, id) WHERE status IN ('queued', 'sending');
CREATE INDEX idx_whatsapp_outbox_session_id ON app.whatsapp_outbox(session_id);
CREATE INDEX idx_whatsapp_outbox_created_by ON app.whatsapp_outbox(created_by);
CREATE INDEX idx_whatsapp_outbox_media_file_id ON app.whatsapp_outbox(media_file_id);

-- A status for a message not yet known waits here and is matched by wamid or callback data.
CREATE TABLE app.whatsapp_parked_statuses (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  phone_number_id text NOT NULL,
  message_id text NOT NULL,
  callback_data text,
  status jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_whatsapp_parked_statuses_message_id ON app.whatsapp_parked_statuses(message_id);
CREATE INDEX idx_whatsapp_parked_statuses_callback_data ON app.whatsapp_parked_statuses(callback_data);

-- Token buckets of a number and of a pair (bucket_key = 'number:…' or 'pair:…'), shared by all workers.
CREATE TABLE app.whatsapp_buckets (
  bucket_key text PRIMARY KEY,
  tokens double precision NOT NULL,
  refilled_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE app.whatsapp_templates (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  meta_id text,
  name varchar(512) NOT NULL,
  language varchar(10) NOT NULL,
  category varchar(20) NOT NULL,
  status varchar(30) NOT NULL DEFAULT 'LOCAL',
  quality varchar(10),
  components jsonb NOT NULL,
  rejected_reason text,
  synced_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (name, language)
);

CREATE TABLE app.conversation_states (
  session_id uuid PRIMARY KEY REFERENCES app.whatsapp_sessions(id) ON DELETE CASCADE,
  customer_id uuid REFERENCES app.customers(id) ON DELETE CASCADE,
  flow varchar(50),
  step varchar(50),
  slots jsonb NOT NULL DEFAULT '{}',
  asked jsonb NOT NULL DEFAULT '{}',
  last_question jsonb,
  lang varchar(5) NOT NULL DEFAULT 'ms' CHECK (lang IN ('ms', 'id', 'en')),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_conversation_states_customer_id ON app.conversation_states(customer_id);

-- One row per understood turn; response_content is empty text while a person owns the conversation.
CREATE TABLE app.ai_conversations (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  customer_id uuid REFERENCES app.customers(id) ON DELETE CASCADE,
  session_id varchar(100) NOT NULL,
  message_content text NOT NULL,
  response_content text NOT NULL,
  owner varchar(10) NOT NULL DEFAULT 'bot' CHECK (owner IN ('bot', 'person')),
  intent varchar(50),
  entities jsonb NOT NULL DEFAULT '{}',
  language varchar(5),
  confidence_score numeric(5,4),
  sentiment_score numeric(5,4),
  sentiment_label varchar(20),
  message_ids uuid[] NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_ai_conversations_customer_id ON app.ai_conversations(customer_id);
CREATE INDEX idx_ai_conversations_intent ON app.ai_conversations(intent);
CREATE INDEX idx_ai_conversations_created_at ON app.ai_conversations(created_at);

CREATE TABLE app.ai_intents (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  intent_name varchar(50) UNIQUE NOT NULL,
  description text,
  keywords text[],
  response_template text,
  action_type varchar(50),
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE app.customer_sentiments (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  customer_id uuid NOT NULL REFERENCES app.customers(id) ON DELETE CASCADE,
  ticket_id uuid REFERENCES app.tickets(id) ON DELETE SET NULL,
  message_id uuid REFERENCES app.whatsapp_messages(id) ON DELETE SET NULL,
  sentiment_score numeric(5,4),
  sentiment_label varchar(20) CHECK (sentiment_label IN ('positive', 'neutral', 'negative')),
  confidence numeric(5,4),
  analyzed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_customer_sentiments_customer_id ON app.customer_sentiments(customer_id);
CREATE INDEX idx_customer_sentiments_sentiment_label ON app.customer_sentiments(sentiment_label);
CREATE INDEX idx_customer_sentiments_ticket_id ON app.customer_sentiments(ticket_id);
CREATE INDEX idx_customer_sentiments_message_id ON app.customer_sentiments(message_id);

CREATE TABLE app.ai_recommendations (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  customer_id uuid NOT NULL REFERENCES app.customers(id) ON DELETE CASCADE,
  product_id uuid NOT NULL REFERENCES app.products(id) ON DELETE CASCADE,
  recommendation_type varchar(50) NOT NULL CHECK (recommendation_type IN ('similar', 'complementary', 'frequently_bought_together')),
  confidence_score numeric(5,4),
  created_at timestamptz NOT NULL DEFAULT now(),
  clicked boolean NOT NULL DEFAULT false,
  purchased boolean NOT NULL DEFAULT false
);
CREATE INDEX idx_ai_recommendations_customer_id ON app.ai_recommendations(customer_id);
CREATE INDEX idx_ai_recommendations_product_id ON app.ai_recommendations(product_id);

CREATE TABLE app.ai_insights (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  insight_type varchar(50) NOT NULL CHECK (insight_type IN ('customer_behavior', 'sales_trend', 'inventory_prediction', 'sentiment_analysis')),
  title varchar(200) NOT NULL,
  description text NOT NULL,
  data jsonb,
  confidence_score numeric(5,4),
  is_actionable boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now(),
  acknowledged boolean NOT NULL DEFAULT false,
  acknowledged_by uuid REFERENCES app.users(id) ON DELETE SET NULL,
  acknowledged_at timestamptz
);
CREATE INDEX idx_ai_insights_acknowledged_by ON app.ai_insights(acknowledged_by);

CREATE TABLE app.customer_feedback (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  customer_id uuid NOT NULL REFERENCES app.customers(id) ON DELETE RESTRICT,
  ticket_id uuid REFERENCES app.tickets(id) ON DELETE SET NULL,
  invoice_id uuid REFERENCES app.invoices(id) ON DELETE SET NULL,
  rating int CHECK (rating >= 1 AND rating <= 5),
  feedback_text text,
  feedback_source varchar(50) NOT NULL DEFAULT 'whatsapp',
  is_public boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX idx_customer_feedback_ticket_id ON app.customer_feedback(ticket_id);
CREATE INDEX idx_customer_feedback_customer_id ON app.customer_feedback(customer_id);
CREATE INDEX idx_customer_feedback_invoice_id ON app.customer_feedback(invoice_id);

ALTER TABLE app.checkins ADD CONSTRAINT checkins_session_id_fkey FOREIGN KEY (session_id) REFERENCES app.whatsapp_sessions(id) ON DELETE SET NULL;
ALTER TABLE app.consents ADD CONSTRAINT consents_message_id_fkey FOREIGN KEY (message_id) REFERENCES app.whatsapp_messages(id) ON DELETE SET NULL;
CREATE INDEX idx_consents_message_id ON app.consents(message_id);
ALTER TABLE app.quotation_decisions ADD CONSTRAINT quotation_decisions_message_id_fkey FOREIGN KEY (message_id) REFERENCES app.whatsapp_messages(id) ON DELETE SET NULL;
CREATE INDEX idx_quotation_decisions_message_id ON app.quotation_decisions(message_id);

-- Jobs: the serving role's only way into the queue, and only in its own transaction.
CREATE FUNCTION app.enqueue(task text, payload json DEFAULT '{}', run_at timestamptz DEFAULT NULL, job_key text DEFAULT NULL,
  job_key_mode text DEFAULT 'replace', max_attempts int DEFAULT NULL, priority int DEFAULT NULL) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE job_id bigint;
BEGIN
  -- A keyed job that a worker picks up between the library's two statements is neither replaced nor added anew, and says so
  -- by returning nothing: what this transaction wrote would be seen by no job. Asked again, it finds that job locked and adds one.
  WHILE job_id IS NULL LOOP
    SELECT job.id INTO job_id FROM graphile_worker.add_job(task, payload, run_at => run_at, job_key => job_key,
      job_key_mode => CASE WHEN job_key IS NULL THEN NULL ELSE job_key_mode END, max_attempts => max_attempts, priority => priority) AS job;
    EXIT WHEN job_key_mode = 'unsafe_dedupe';
  END LOOP;
END $$;

ALTER FUNCTION app.enqueue(text, json, timestamptz, text, text, int, int) OWNER TO baiki_jobs;

-- Meta's deliveries, all that wait in one call: raw bodies first, one job for all.
CREATE FUNCTION app.receive_deliveries(bodies bytea[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  INSERT INTO app.whatsapp_webhook_events (body) SELECT unnest(bodies);
  PERFORM app.enqueue('whatsapp.ingest', '{}'::json, job_key => 'whatsapp.ingest');
END $$;

CALL app.guard('whatsapp_webhook_events', 'SELECT, UPDATE, DELETE', audited => false);
CALL app.guard('whatsapp_sessions', 'SELECT, INSERT, UPDATE', audited => false);
CALL app.guard('whatsapp_messages', 'SELECT, INSERT, UPDATE', audited => false);
CALL app.guard('whatsapp_outbox', 'SELECT, INSERT, UPDATE', audited => false);
CALL app.guard('whatsapp_parked_statuses', 'SELECT, INSERT, DELETE', audited => false);
CALL app.guard('whatsapp_buckets', 'SELECT, INSERT, UPDATE', audited => false);
CALL app.guard('whatsapp_templates');
CALL app.guard('conversation_states', 'SELECT, INSERT, UPDATE, DELETE', audited => false);
CALL app.guard('ai_conversations', 'SELECT, INSERT', audited => false);
CALL app.guard('ai_intents', 'SELECT, INSERT, UPDATE');
CALL app.guard('customer_sentiments', 'SELECT, INSERT', audited => false);
CALL app.guard('ai_recommendations', 'SELECT, INSERT, UPDATE', audited => false);
CALL app.guard('ai_insights', 'SELECT, INSERT, UPDATE', audited => false);
CALL app.guard('customer_feedback', 'SELECT, INSERT, UPDATE', personal => '{feedback_text}');

CREATE POLICY work_read ON app.whatsapp_webhook_events FOR SELECT USING ((SELECT app.may('system.work')));
CREATE POLICY work_update ON app.whatsapp_webhook_events FOR UPDATE USING ((SELECT app.may('system.work')));
CREATE POLICY work_delete ON app.whatsapp_webhook_events FOR DELETE USING ((SELECT app.may('system.work')));
-- Conversations: staff by right; a technician those of his tickets' customers; the bot the one it works for.
CREATE POLICY chat_read ON app.whatsapp_sessions FOR SELECT USING ((SELECT app.may('chat.read')) OR customer_id = (SELECT app.bot_customer())
  OR ((SELECT app.may('tickets.own')) AND customer_id IN (SELECT t.customer_id FROM app.tickets t)));
CREATE POLICY work_insert ON app.whatsapp_sessions FOR INSERT WITH CHECK ((SELECT app.may('chat.write')));
CREATE POLICY chat_update ON app.whatsapp_sessions FOR UPDATE USING ((SELECT app.may('chat.write')) OR customer_id = (SELECT app.bot_customer())
  OR ((SELECT app.may('tickets.own')) AND customer_id IN (SELECT t.customer_id FROM app.tickets t)));
CREATE POLICY chat_read ON app.whatsapp_messages FOR SELECT USING ((SELECT app.may('chat.read')) OR customer_id = (SELECT app.bot_customer())
  OR ((SELECT app.may('tickets.own')) AND customer_id IN (SELECT t.customer_id FROM app.tickets t)));
CREATE POLICY chat_insert ON app.whatsapp_messages FOR INSERT WITH CHECK ((SELECT app.may('chat.write')) OR customer_id = (SELECT app.bot_customer())
  OR ((SELECT app.may('tickets.own')) AND direction = 'outbound' AND customer_id IN (SELECT t.customer_id FROM app.tickets t)));
CREATE POLICY chat_update ON app.whatsapp_messages FOR UPDATE USING ((SELECT app.may('chat.write')) OR customer_id = (SELECT app.bot_customer()));
CREATE POLICY with_session_read ON app.whatsapp_outbox FOR SELECT USING ((SELECT app.may('chat.read')) OR session_id IN (SELECT s.id FROM app.whatsapp_sessions s));
CREATE POLICY with_session_insert ON app.whatsapp_outbox FOR INSERT WITH CHECK ((SELECT app.may('chat.write'))
  OR ((SELECT app.is_role('technician', 'bot')) AND session_id IN (SELECT s.id FROM app.whatsapp_sessions s)));
CREATE POLICY chat_update ON app.whatsapp_outbox FOR UPDATE USING ((SELECT app.may('chat.write')));
CREATE POLICY work ON app.whatsapp_parked_statuses USING ((SELECT app.may('system.work')));
CREATE POLICY work ON app.whatsapp_buckets USING ((SELECT app.may('system.work')));
CREATE POLICY signed_in_read ON app.whatsapp_templates FOR SELECT USING ((SELECT auth.uid()) IS NOT NULL);
CREATE POLICY work_insert ON app.whatsapp_templates FOR INSERT WITH CHECK ((SELECT app.may('settings.write')) OR (SELECT app.may('system.work')));
CREATE POLICY work_update ON app.whatsapp_templates FOR UPDATE USING ((SELECT app.may('settings.write')) OR (SELECT app.may('system.work')));
CREATE POLICY chat_read ON app.conversation_states FOR SELECT USING ((SELECT app.may('chat.read')) OR customer_id = (SELECT app.bot_customer()));
CREATE POLICY bot_insert ON app.conversation_states FOR INSERT WITH CHECK ((SELECT app.may('system.work')) OR customer_id = (SELECT app.bot_customer()));
CREATE POLICY bot_update ON app.conversation_states FOR UPDATE USING ((SELECT app.may('chat.write')) OR customer_id = (SELECT app.bot_customer()));
CREATE POLICY bot_delete ON app.conversation_states FOR DELETE USING ((SELECT app.may('system.work')) OR customer_id = (SELECT app.bot_customer()));
CREATE POLICY ai_conversation_select_policy ON app.ai_conversations FOR SELECT USING ((SELECT app.may('chat.read')) OR customer_id = (SELECT app.bot_customer()));
CREATE POLICY ai_conversation_insert_policy ON app.ai_conversations FOR INSERT WITH CHECK ((SELECT app.may('system.work')) OR customer_id = (SELECT app.bot_customer()));
CREATE POLICY signed_in_read ON app.ai_intents FOR SELECT USING ((SELECT auth.uid()) IS NOT NULL);
CREATE POLICY settings_insert ON app.ai_intents FOR INSERT WITH CHECK ((SELECT app.may('settings.write')));
CREATE POLICY settings_update ON app.ai_intents FOR UPDATE USING ((SELECT app.may('settings.write')));
CREATE POLICY staff_read ON app.customer_sentiments FOR SELECT USING ((SELECT app.may('customers.read')));
CREATE POLICY bot_insert ON app.customer_sentiments FOR INSERT WITH CHECK ((SELECT app.may('system.work')) OR customer_id = (SELECT app.bot_customer()));
CREATE POLICY staff_read ON app.ai_recommendations FOR SELECT USING ((SELECT app.may('customers.read')) OR customer_id = (SELECT app.bot_customer()));
CREATE POLICY work_insert ON app.ai_recommendations FOR INSERT WITH CHECK ((SELECT app.may('system.work')));
CREATE POLICY work_update ON app.ai_recommendations FOR UPDATE USING ((SELECT app.may('customers.write')));
CREATE POLICY reports_read ON app.ai_insights FOR SELECT USING ((SELECT app.may('reports.read')));
CREATE POLICY work_insert ON app.ai_insights FOR INSERT WITH CHECK ((SELECT app.may('system.work')));
CREATE POLICY reports_update ON app.ai_insights FOR UPDATE USING ((SELECT app.may('reports.read')));
CREATE POLICY staff_read ON app.customer_feedback FOR SELECT USING ((SELECT app.may('customers.read'))
  OR customer_id = (SELECT app.bot_customer()) OR ticket_id = (SELECT app.link_ticket()));
CREATE POLICY customer_insert ON app.customer_feedback FOR INSERT WITH CHECK ((SELECT app.may('customers.write'))
  OR (customer_id = (SELECT app.bot_customer()) AND (ticket_id IS NULL OR ticket_id IN (SELECT t.id FROM app.tickets t)))
  OR (ticket_id = (SELECT app.link_ticket()) AND customer_id = (SELECT app.link_customer())));
CREATE POLICY customer_update ON app.customer_feedback FOR UPDATE
  USING ((SELECT app.may('customers.write'))
    OR (customer_id = (SELECT app.bot_customer()) AND (ticket_id IS NULL OR ticket_id IN (SELECT t.id FROM app.tickets t)))
    OR (ticket_id = (SELECT app.link_ticket()) AND customer_id = (SELECT app.link_customer())));

CREATE POLICY webhook ON app.whatsapp_webhook_events FOR INSERT TO app_webhook WITH CHECK (true);
GRANT INSERT ON app.whatsapp_webhook_events TO app_webhook;
ALTER FUNCTION app.receive_deliveries(bytea[]) OWNER TO app_webhook;

-- Live screens: what changed, after commit. Ids only; whoever listens fetches under his own rights.
CREATE FUNCTION app.announce_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('baiki_changes', json_build_object('table', TG_TABLE_NAME, 'id', NEW.id)::text);
  RETURN NULL;
END $$;
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['tickets', 'ticket_updates', 'checkins', 'quotations', 'invoices', 'payments', 'whatsapp_sessions', 'whatsapp_messages', 'notifications', 'customers'] LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT OR UPDATE ON app.%I FOR EACH ROW EXECUTE FUNCTION app.announce_change()', name || '_announce_trigger', name);
  END LOOP;
END $$;
