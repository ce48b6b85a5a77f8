-- The shop's own DuitNow code, as its bank gave it: the picture that goes into the chat, and what it says. And who answers those
-- who ask for a better price: a person, or nobody, since prices are fixed. The assistant itself never agrees to one.
ALTER TABLE app.company_settings
  ADD COLUMN duitnow_file_id uuid REFERENCES app.files(id) ON DELETE RESTRICT,
  ADD COLUMN duitnow_payload text,
  ADD COLUMN bargaining varchar(10) NOT NULL DEFAULT 'person' CHECK (bargaining IN ('person', 'fixed')),
  ADD CHECK ((duitnow_file_id IS NULL) = (duitnow_payload IS NULL));
CREATE INDEX idx_company_settings_duitnow_file_id ON app.company_settings(duitnow_file_id);

-- It hangs on the shop's wall too: whoever may read the shop's terms may see it.
CREATE POLICY shop_sign_read ON app.files FOR SELECT USING (id = (SELECT c.duitnow_file_id FROM app.company_settings c));
