-- How the number does, what Meta charges, and what became of each template; what goes wrong stands in one place until it is over.

-- Taken back by a person: it is not handed in again by itself.
ALTER TABLE app.whatsapp_templates ADD COLUMN deleted_at timestamptz;

CREATE TABLE app.whatsapp_template_changes (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  template_id uuid NOT NULL REFERENCES app.whatsapp_templates(id) ON DELETE CASCADE,
  field varchar(10) NOT NULL CHECK (field IN ('status', 'quality', 'category')),
  before varchar(30),
  after varchar(30) NOT NULL,
  reason text,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_whatsapp_template_changes_template_id ON app.whatsapp_template_changes(template_id, id);

-- By whatever way it came: a webhook, the list, a person.
CREATE FUNCTION app.keep_template_changes() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  INSERT INTO app.whatsapp_template_changes (template_id, field, before, after, reason)
  SELECT NEW.id, c.field, c.before, c.after, CASE WHEN c.field = 'status' THEN NEW.rejected_reason END
  FROM (VALUES ('status', OLD.status, NEW.status), ('quality', OLD.quality, NEW.quality), ('category', OLD.category, NEW.category))
    AS c(field, before, after)
  WHERE c.after IS NOT NULL AND c.before IS DISTINCT FROM c.after;
  RETURN NULL;
END $$;
CREATE TRIGGER whatsapp_templates_changes_trigger AFTER UPDATE ON app.whatsapp_templates FOR EACH ROW EXECUTE FUNCTION app.keep_template_changes();

-- One row a message at most: what Meta says of its price. Charged is what was delivered.
CREATE TABLE app.whatsapp_charges (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  message_id uuid UNIQUE REFERENCES app.whatsapp_messages(id) ON DELETE SET NULL,
  phone_number_id text NOT NULL,
  category varchar(40) NOT NULL,
  -- regular, free_customer_service, free_entry_point…
  pricing_type varchar(40) NOT NULL,
  billable boolean NOT NULL,
  -- Country of the recipient: the price is that market's. Null: his number is hidden.
  market varchar(2),
  charged_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_whatsapp_charges_charged_at ON app.whatsapp_charges(charged_at);

CREATE TABLE app.whatsapp_numbers (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  phone_number_id text NOT NULL UNIQUE,
  display_phone_number text,
  verified_name text,
  quality varchar(20),
  throughput varchar(20),
  status varchar(30),
  name_status varchar(40),
  messaging_limit varchar(30),
  can_send varchar(20),
  problems jsonb NOT NULL DEFAULT '[]',
  -- When Meta was last asked, and when it last answered.
  asked_at timestamptz,
  checked_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

-- A fact that somebody should know of, from its beginning to its end.
CREATE TABLE app.whatsapp_alerts (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  kind varchar(40) NOT NULL,
  -- Of several of a kind: which template, which delivery.
  subject text NOT NULL DEFAULT '',
  severity varchar(10) NOT NULL CHECK (severity IN ('warning', 'bad')),
  -- Slots of its words.
  data jsonb NOT NULL DEFAULT '{}',
  detail text,
  -- What a retry does again.
  work jsonb,
  seen_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz,
  ended_by uuid REFERENCES app.users(id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX idx_whatsapp_alerts_open ON app.whatsapp_alerts(kind, subject) WHERE ended_at IS NULL;
CREATE INDEX idx_whatsapp_alerts_ended_by ON app.whatsapp_alerts(ended_by);

CALL app.guard('whatsapp_template_changes', 'SELECT, INSERT', audited => false);
CALL app.guard('whatsapp_charges', 'SELECT, INSERT, UPDATE', audited => false);
CALL app.guard('whatsapp_numbers', 'SELECT, INSERT, UPDATE', audited => false);
CALL app.guard('whatsapp_alerts', 'SELECT, INSERT, UPDATE', secrets => '{data,detail,work}');

CREATE POLICY work_read ON app.whatsapp_template_changes FOR SELECT USING ((SELECT app.may('settings.write')) OR (SELECT app.may('system.work')));
CREATE POLICY work_insert ON app.whatsapp_template_changes FOR INSERT WITH CHECK ((SELECT app.may('settings.write')) OR (SELECT app.may('system.work')));

CREATE POLICY work_read ON app.whatsapp_charges FOR SELECT USING ((SELECT app.may('settings.write')) OR (SELECT app.may('system.work')));
CREATE POLICY work_insert ON app.whatsapp_charges FOR INSERT WITH CHECK ((SELECT app.may('system.work')));
CREATE POLICY work_update ON app.whatsapp_charges FOR UPDATE USING ((SELECT app.may('system.work')));

CREATE POLICY work_read ON app.whatsapp_numbers FOR SELECT USING ((SELECT app.may('settings.write')) OR (SELECT app.may('system.work')));
CREATE POLICY work_insert ON app.whatsapp_numbers FOR INSERT WITH CHECK ((SELECT app.may('system.work')));
CREATE POLICY work_update ON app.whatsapp_numbers FOR UPDATE USING ((SELECT app.may('system.work')));

CREATE POLICY work_read ON app.whatsapp_alerts FOR SELECT USING ((SELECT app.may('settings.write')) OR (SELECT app.may('system.work')));
CREATE POLICY work_insert ON app.whatsapp_alerts FOR INSERT WITH CHECK ((SELECT app.may('system.work')));
-- A person has a thing tried again, or has seen to it.
CREATE POLICY work_update ON app.whatsapp_alerts FOR UPDATE USING ((SELECT app.may('settings.write')) OR (SELECT app.may('system.work')));

CREATE TRIGGER whatsapp_numbers_announce_trigger AFTER INSERT OR UPDATE ON app.whatsapp_numbers FOR EACH ROW EXECUTE FUNCTION app.announce_change();
CREATE TRIGGER whatsapp_alerts_announce_trigger AFTER INSERT OR UPDATE ON app.whatsapp_alerts FOR EACH ROW EXECUTE FUNCTION app.announce_change();
