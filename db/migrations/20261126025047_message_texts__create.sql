-- What the shop says in its own words. Never overwritten: each saving is a version, and the highest counts.
CREATE TABLE app.message_texts (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  -- `chat.hello`: see src/shared/texts.ts.
  text_key varchar(80) NOT NULL,
  lang varchar(2) NOT NULL CHECK (lang IN ('ms', 'id', 'en')),
  -- Of this key and language; 0 is what the product says by itself.
  version int NOT NULL CHECK (version >= 1),
  -- Null: the product's own words again.
  variants text[] CHECK (cardinality(variants) BETWEEN 1 AND 5),
  -- The version whose words were taken up again.
  restored_from int CHECK (restored_from >= 0 AND restored_from < version),
  created_by uuid REFERENCES app.users(id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (text_key, lang, version)
);
CREATE INDEX idx_message_texts_created_by ON app.message_texts(created_by);

CALL app.guard('message_texts', 'SELECT, INSERT');

-- Customers read them; whoever speaks to a customer must know them.
CREATE POLICY everybody_read ON app.message_texts FOR SELECT USING ((SELECT auth.uid()) IS NOT NULL OR (SELECT app.is_role('customer_link')));
CREATE POLICY settings_insert ON app.message_texts FOR INSERT WITH CHECK ((SELECT app.may('settings.write'))
  AND created_by = (SELECT auth.uid()));

CREATE TRIGGER message_texts_announce_trigger AFTER INSERT ON app.message_texts FOR EACH ROW EXECUTE FUNCTION app.announce_change();
