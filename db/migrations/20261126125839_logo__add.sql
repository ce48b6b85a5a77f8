-- The shop's logo as it was uploaded here: printed on papers, shown on the customer's pages.
ALTER TABLE app.company_settings ADD COLUMN logo_file_id uuid REFERENCES app.files(id) ON DELETE RESTRICT;
CREATE INDEX idx_company_settings_logo_file_id ON app.company_settings(logo_file_id);

-- It hangs over the shop's door: whoever may read the shop's terms may see it.
CREATE POLICY shop_logo_read ON app.files FOR SELECT USING (id = (SELECT c.logo_file_id FROM app.company_settings c));
