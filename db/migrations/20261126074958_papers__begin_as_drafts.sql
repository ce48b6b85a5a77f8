-- A ticket begins at its first step and a paper as a draft: what follows (status, number, parties, books, evidence) is changed
-- afterwards, where triggers and policies look at the step. So none of it is said when the row is made.
REVOKE INSERT ON app.tickets, app.quotations, app.invoices FROM baiki_app;
GRANT INSERT (id, ticket_number, branch_id, customer_id, device_id, device_type, device_model, serial_number, problem_description, accessories,
  condition_notes, priority, estimated_completion_date, terms, warranty_of_ticket_id, assigned_to, received_at, created_by) ON app.tickets TO baiki_app;
GRANT INSERT (id, quotation_number, branch_id, customer_id, ticket_id, valid_until, price_mode, document_discount, subtotal, tax_rate, tax_amount,
  total, notes, terms, created_by) ON app.quotations TO baiki_app;
GRANT INSERT (id, branch_id, customer_id, ticket_id, quotation_id, invoice_date, due_date, purpose, price_mode, document_discount, subtotal, tax_rate,
  tax_amount, total, notes, created_by) ON app.invoices TO baiki_app;

-- Nobody calls a bill paid that is not.
ALTER TABLE app.invoices ADD CONSTRAINT invoices_paid_check
  CHECK (status <> 'paid' OR total + rounding_amount - credited_amount - paid_amount = 0);

-- What was offered stands as it was sent until it is taken back into draft: what the customer agrees to is what he is billed.
CREATE OR REPLACE FUNCTION app.keep_offer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  moving text[] := ARRAY['status', 'valid_until', 'pdf_file_id', 'sent_at', 'created_at', 'updated_at'];
BEGIN
  IF app.is_role('bot', 'customer_link')
    AND to_jsonb(NEW) - ARRAY['status', 'updated_at'] <> to_jsonb(OLD) - ARRAY['status', 'updated_at'] THEN
    RAISE EXCEPTION 'only the decision is the customer''s' USING ERRCODE = '42501';
  END IF;
  IF 'draft' NOT IN (OLD.status, NEW.status) AND to_jsonb(NEW) - moving <> to_jsonb(OLD) - moving THEN
    RAISE EXCEPTION 'what was offered cannot change' USING ERRCODE = 'BK005';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION app.keep_offered_items() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM app.quotations q WHERE q.id = coalesce(NEW.quotation_id, OLD.quotation_id) AND q.status <> 'draft') THEN
    RAISE EXCEPTION 'what was offered cannot change' USING ERRCODE = 'BK005';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER quotation_items_offer_trigger BEFORE INSERT OR DELETE ON app.quotation_items
  FOR EACH ROW EXECUTE FUNCTION app.keep_offered_items();
CREATE POLICY ledger ON app.quotations FOR SELECT TO app_ledger USING (true);
GRANT SELECT ON app.quotations TO app_ledger;
ALTER FUNCTION app.keep_offered_items() OWNER TO app_ledger;

-- Whoever manages users gives his own role nothing either.
DROP POLICY managers_write ON app.role_permissions;
DROP POLICY managers_delete ON app.role_permissions;
CREATE POLICY managers_write ON app.role_permissions FOR INSERT
  WITH CHECK ((SELECT app.may('users.manage')) AND role <> (SELECT auth.role()));
CREATE POLICY managers_delete ON app.role_permissions FOR DELETE
  USING ((SELECT app.may('users.manage')) AND role <> (SELECT auth.role()));
