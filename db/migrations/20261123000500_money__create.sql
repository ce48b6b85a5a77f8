-- Quotations, invoices, payments, receipts. Money is numeric(14,2); documents add up by CHECK and trigger.
CREATE TABLE app.quotations (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  quotation_number varchar(20) UNIQUE NOT NULL,
  branch_id uuid NOT NULL DEFAULT app.main_branch() REFERENCES app.branches(id) ON DELETE RESTRICT,
  customer_id uuid NOT NULL REFERENCES app.customers(id) ON DELETE RESTRICT,
  ticket_id uuid REFERENCES app.tickets(id) ON DELETE SET NULL,
  valid_until date NOT NULL,
  status varchar(20) NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'sent', 'accepted', 'rejected', 'expired', 'converted')),
  -- Rises each time it is sent; a decision names the version that was shown.
  version int NOT NULL DEFAULT 0,
  price_mode varchar(10) NOT NULL DEFAULT 'exclusive' CHECK (price_mode IN ('exclusive', 'inclusive')),
  document_discount numeric(14,2) NOT NULL DEFAULT 0.00 CHECK (document_discount >= 0),
  subtotal numeric(14,2) NOT NULL,
  tax_rate numeric(5,2) NOT NULL DEFAULT 6.00,
  tax_amount numeric(14,2) NOT NULL,
  total numeric(14,2) NOT NULL,
  notes text,
  terms text,
  pdf_file_id uuid REFERENCES app.files(id) ON DELETE SET NULL,
  sent_at timestamptz,
  created_by uuid NOT NULL REFERENCES app.users(id) ON DELETE RESTRICT,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK (subtotal >= 0 AND tax_amount >= 0 AND total = subtotal + tax_amount)
);
CREATE INDEX idx_quotations_customer_id ON app.quotations(customer_id);
CREATE INDEX idx_quotations_ticket_id ON app.quotations(ticket_id);
CREATE INDEX idx_quotations_status ON app.quotations(status, id);
CREATE INDEX idx_quotations_valid_until ON app.quotations(valid_until);
CREATE INDEX idx_quotations_quotation_number ON app.quotations(quotation_number);
CREATE INDEX idx_quotations_branch_id ON app.quotations(branch_id);
CREATE INDEX idx_quotations_created_by ON app.quotations(created_by);
CREATE INDEX idx_quotations_pdf_file_id ON app.quotations(pdf_file_id);

-- Money of a line: `discount` includes the line's share of the document discount;
-- net + tax is what the line costs; total_price = net (exclusive) or gross (inclusive).
CREATE TABLE app.quotation_items (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  quotation_id uuid NOT NULL REFERENCES app.quotations(id) ON DELETE CASCADE,
  position int NOT NULL DEFAULT 0,
  product_id uuid REFERENCES app.products(id) ON DELETE SET NULL,
  kind varchar(10) NOT NULL DEFAULT 'labour' CHECK (kind IN ('labour', 'part')),
  description text NOT NULL,
  quantity int NOT NULL CHECK (quantity > 0),
  unit_of_measure varchar(20) NOT NULL DEFAULT 'unit',
  unit_price numeric(14,2) NOT NULL CHECK (unit_price >= 0),
  discount numeric(14,2) NOT NULL DEFAULT 0.00,
  -- The line's own part of `discount`, so that an estimate can be edited again.
  line_discount numeric(14,2) NOT NULL DEFAULT 0.00 CHECK (line_discount >= 0),
  tax_code varchar(10) NOT NULL REFERENCES app.tax_codes(code) ON DELETE RESTRICT,
  tax_rate numeric(5,2) NOT NULL,
  net_amount numeric(14,2) NOT NULL,
  tax_amount numeric(14,2) NOT NULL,
  total_price numeric(14,2) NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CHECK (discount >= 0 AND discount <= quantity * unit_price),
  CHECK (net_amount >= 0 AND tax_amount >= 0 AND total_price IN (net_amount, net_amount + tax_amount))
);
CREATE INDEX idx_quotation_items_quotation_id ON app.quotation_items(quotation_id, position);
CREATE INDEX idx_quotation_items_product_id ON app.quotation_items(product_id);
CREATE INDEX idx_quotation_items_tax_code ON app.quotation_items(tax_code);

-- What was sent, whole: lines, totals, terms. Never changed.
CREATE TABLE app.quotation_versions (
  quotation_id uuid NOT NULL REFERENCES app.quotations(id) ON DELETE RESTRICT,
  version int NOT NULL CHECK (version > 0),
  customer_id uuid NOT NULL REFERENCES app.customers(id) ON DELETE RESTRICT,
  content jsonb NOT NULL,
  total numeric(14,2) NOT NULL,
  pdf_file_id uuid REFERENCES app.files(id) ON DELETE SET NULL,
  sent_by uuid REFERENCES app.users(id) ON DELETE RESTRICT,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (quotation_id, version)
);
CREATE INDEX idx_quotation_versions_customer_id ON app.quotation_versions(customer_id);
CREATE INDEX idx_quotation_versions_pdf_file_id ON app.quotation_versions(pdf_file_id);
CREATE INDEX idx_quotation_versions_sent_by ON app.quotation_versions(sent_by);

-- The evidence of a decision: which version, what, by which way, when, by which message.
CREATE TABLE app.quotation_decisions (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  quotation_id uuid NOT NULL,
  version int NOT NULL,
  customer_id uuid NOT NULL REFERENCES app.customers(id) ON DELETE RESTRICT,
  decision varchar(10) NOT NULL CHECK (decision IN ('accepted', 'rejected')),
  via varchar(20) NOT NULL CHECK (via IN ('chat_button', 'chat_words', 'page', 'counter')),
  message_id uuid,
  words text,
  reason text,
  ip_address inet,
  user_agent text,
  decided_by uuid REFERENCES app.users(id) ON DELETE RESTRICT,
  created_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (quotation_id, version) REFERENCES app.quotation_versions(quotation_id, version) ON DELETE RESTRICT,
  -- One decision a version: the second tap finds it.
  UNIQUE (quotation_id, version)
);
CREATE INDEX idx_quotation_decisions_customer_id ON app.quotation_decisions(customer_id);
CREATE INDEX idx_quotation_decisions_decided_by ON app.quotation_decisions(decided_by);

CREATE TABLE app.invoices (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  -- Given at issue, so that drafts leave no gaps.
  invoice_number varchar(20) UNIQUE,
  branch_id uuid NOT NULL DEFAULT app.main_branch() REFERENCES app.branches(id) ON DELETE RESTRICT,
  customer_id uuid NOT NULL REFERENCES app.customers(id) ON DELETE RESTRICT,
  ticket_id uuid REFERENCES app.tickets(id) ON DELETE SET NULL,
  quotation_id uuid REFERENCES app.quotations(id) ON DELETE SET NULL,
  invoice_date date NOT NULL DEFAULT app.shop_today(),
  due_date date NOT NULL,
  status varchar(20) NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'sent', 'paid', 'partial', 'overdue', 'cancelled')),
  -- repair, diagnostic_fee, deposit, sale
  purpose varchar(20) NOT NULL DEFAULT 'repair',
  price_mode varchar(10) NOT NULL DEFAULT 'exclusive' CHECK (price_mode IN ('exclusive', 'inclusive')),
  document_discount numeric(14,2) NOT NULL DEFAULT 0.00 CHECK (document_discount >= 0),
  -- Frozen at issue: renaming or anonymising a customer never rewrites a paper.
  seller jsonb,
  buyer jsonb,
  subtotal numeric(14,2) NOT NULL,
  tax_rate numeric(5,2) NOT NULL DEFAULT 6.00,
  tax_amount numeric(14,2) NOT NULL,
  total numeric(14,2) NOT NULL,
  -- Kept by trigger from payments net of refunds, and from credit notes.
  rounding_amount numeric(14,2) NOT NULL DEFAULT 0.00,
  credited_amount numeric(14,2) NOT NULL DEFAULT 0.00,
  paid_amount numeric(14,2) NOT NULL DEFAULT 0.00,
  balance numeric(14,2) GENERATED ALWAYS AS (total + rounding_amount - credited_amount - paid_amount) STORED,
  payment_method varchar(20),
  notes text,
  pdf_file_id uuid REFERENCES app.files(id) ON DELETE SET NULL,
  issued_at timestamptz,
  cancelled_at timestamptz,
  cancel_reason text,
  created_by uuid NOT NULL REFERENCES app.users(id) ON DELETE RESTRICT,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK (subtotal >= 0 AND tax_amount >= 0 AND total = subtotal + tax_amount),
  CHECK (status = 'draft' OR (invoice_number IS NOT NULL AND seller IS NOT NULL AND buyer IS NOT NULL AND issued_at IS NOT NULL))
);
CREATE INDEX idx_invoices_customer_id ON app.invoices(customer_id);
CREATE INDEX idx_invoices_ticket_id ON app.invoices(ticket_id);
CREATE INDEX idx_invoices_quotation_id ON app.invoices(quotation_id);
CREATE INDEX idx_invoices_status ON app.invoices(status, id);
CREATE INDEX idx_invoices_due_date ON app.invoices(due_date);
CREATE INDEX idx_invoices_invoice_number ON app.invoices(invoice_number);
CREATE INDEX idx_invoices_created_at ON app.invoices(created_at);
CREATE INDEX idx_invoices_branch_id ON app.invoices(branch_id);
CREATE INDEX idx_invoices_created_by ON app.invoices(created_by);
CREATE INDEX idx_invoices_pdf_file_id ON app.invoices(pdf_file_id);
-- A repair is billed once, its fee once.
CREATE UNIQUE INDEX idx_invoices_ticket_purpose ON app.invoices(ticket_id, purpose)
  WHERE status <> 'cancelled' AND purpose IN ('repair', 'diagnostic_fee');

CREATE TABLE app.invoice_items (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  invoice_id uuid NOT NULL REFERENCES app.invoices(id) ON DELETE CASCADE,
  position int NOT NULL DEFAULT 0,
  product_id uuid REFERENCES app.products(id) ON DELETE SET NULL,
  kind varchar(10) NOT NULL DEFAULT 'labour' CHECK (kind IN ('labour', 'part')),
  description text NOT NULL,
  quantity int NOT NULL CHECK (quantity > 0),
  unit_of_measure varchar(20) NOT NULL DEFAULT 'unit',
  unit_price numeric(14,2) NOT NULL CHECK (unit_price >= 0),
  discount numeric(14,2) NOT NULL DEFAULT 0.00,
  tax_code varchar(10) NOT NULL REFERENCES app.tax_codes(code) ON DELETE RESTRICT,
  tax_name varchar(100),
  tax_rate numeric(5,2) NOT NULL,
  net_amount numeric(14,2) NOT NULL,
  tax_amount numeric(14,2) NOT NULL,
  total_price numeric(14,2) NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CHECK (discount >= 0 AND discount <= quantity * unit_price),
  CHECK (net_amount >= 0 AND tax_amount >= 0 AND total_price IN (net_amount, net_amount + tax_amount))
);
CREATE INDEX idx_invoice_items_invoice_id ON app.invoice_items(invoice_id, position);
CREATE INDEX idx_invoice_items_product_id ON app.invoice_items(product_id);
CREATE INDEX idx_invoice_items_tax_code ON app.invoice_items(tax_code);

CREATE TABLE app.payments (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  payment_number varchar(20) UNIQUE NOT NULL,
  branch_id uuid NOT NULL DEFAULT app.main_branch() REFERENCES app.branches(id) ON DELETE RESTRICT,
  invoice_id uuid NOT NULL REFERENCES app.invoices(id) ON DELETE RESTRICT,
  amount numeric(14,2) NOT NULL CHECK (amount > 0),
  payment_method varchar(20) NOT NULL CHECK (payment_method IN ('cash', 'card', 'bank_transfer', 'ewallet', 'cheque')),
  payment_reference varchar(100),
  -- Signed as printed: 82.03 paid as 82.05 is +0.02. Known only when cash is taken.
  rounding_amount numeric(14,2) NOT NULL DEFAULT 0.00 CHECK (abs(rounding_amount) < 0.05),
  -- Cash: what was handed over and given back. Change is not a payment.
  cash_given numeric(14,2),
  cash_change numeric(14,2),
  payment_date timestamptz NOT NULL DEFAULT now(),
  status varchar(20) NOT NULL DEFAULT 'completed' CHECK (status IN ('pending', 'completed', 'failed', 'refunded')),
  -- The customer's transfer slip, until staff confirm or refuse it.
  proof_file_id uuid REFERENCES app.files(id) ON DELETE SET NULL,
  confirmed_by uuid REFERENCES app.users(id) ON DELETE RESTRICT,
  confirmed_at timestamptz,
  notes text,
  received_by uuid NOT NULL REFERENCES app.users(id) ON DELETE RESTRICT,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK (payment_method = 'cash' OR (cash_given IS NULL AND cash_change IS NULL)),
  CHECK (cash_given IS NULL OR cash_given = amount + coalesce(cash_change, 0))
);
CREATE INDEX idx_payments_invoice_id ON app.payments(invoice_id);
CREATE INDEX idx_payments_payment_method ON app.payments(payment_method);
CREATE INDEX idx_payments_payment_date ON app.payments(payment_date);
CREATE INDEX idx_payments_status ON app.payments(status);
CREATE INDEX idx_payments_branch_id ON app.payments(branch_id);
CREATE INDEX idx_payments_received_by ON app.payments(received_by);
CREATE INDEX idx_payments_confirmed_by ON app.payments(confirmed_by);
CREATE INDEX idx_payments_proof_file_id ON app.payments(proof_file_id);

-- One per settlement.
CREATE TABLE app.receipts (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  receipt_number varchar(20) UNIQUE NOT NULL,
  payment_id uuid UNIQUE NOT NULL REFERENCES app.payments(id) ON DELETE RESTRICT,
  invoice_id uuid NOT NULL REFERENCES app.invoices(id) ON DELETE RESTRICT,
  content jsonb NOT NULL,
  pdf_file_id uuid REFERENCES app.files(id) ON DELETE SET NULL,
  created_by uuid NOT NULL REFERENCES app.users(id) ON DELETE RESTRICT,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_receipts_invoice_id ON app.receipts(invoice_id);
CREATE INDEX idx_receipts_created_by ON app.receipts(created_by);
CREATE INDEX idx_receipts_pdf_file_id ON app.receipts(pdf_file_id);

-- ── Books: paid_amount, rounding and status follow payments; an amount over the balance is refused ──────────────
CREATE FUNCTION app.apply_payment() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  invoice record;
  paid numeric(14,2);
  rounding numeric(14,2);
  due numeric(14,2);
BEGIN
  SELECT i.* INTO invoice FROM app.invoices i WHERE i.id = NEW.invoice_id FOR NO KEY UPDATE;
  SELECT coalesce(sum(p.amount), 0), coalesce(sum(p.rounding_amount), 0) INTO paid, rounding
    FROM app.payments p WHERE p.invoice_id = NEW.invoice_id AND p.status = 'completed';
  IF paid = invoice.paid_amount AND rounding = invoice.rounding_amount THEN RETURN NULL; END IF;
  IF invoice.status NOT IN ('sent', 'partial', 'overdue', 'paid') THEN
    RAISE EXCEPTION 'invoice is not open' USING ERRCODE = 'BK003';
  END IF;
  due := invoice.total + rounding - invoice.credited_amount - paid;
  IF due < 0 THEN
    RAISE EXCEPTION 'overpayment' USING ERRCODE = 'BK004', DETAIL = invoice.balance::text;
  END IF;
  UPDATE app.invoices SET paid_amount = paid, rounding_amount = rounding, payment_method = NEW.payment_method,
    status = CASE WHEN due = 0 THEN 'paid' WHEN paid > 0 THEN 'partial'
                  WHEN due_date < app.shop_today() THEN 'overdue' ELSE 'sent' END
    WHERE id = NEW.invoice_id;
  RETURN NULL;
END $$;
CREATE TRIGGER payment_applied_trigger AFTER INSERT OR UPDATE OF status, amount ON app.payments
  FOR EACH ROW EXECUTE FUNCTION app.apply_payment();

-- Parts leave the shelf when an invoice leaves draft and come back when it is cancelled. Sorted: no deadlock.
CREATE FUNCTION app.update_product_stock_on_invoice() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF NEW.status = 'sent' AND (TG_OP = 'INSERT' OR OLD.status = 'draft') THEN
    INSERT INTO app.inventory_movements (product_id, branch_id, movement_type, quantity, reference_type, reference_id, created_by)
    SELECT i.product_id, NEW.branch_id, 'out', sum(i.quantity), 'sale', NEW.id, coalesce(auth.uid(), NEW.created_by)
      FROM app.invoice_items i JOIN app.products p ON p.id = i.product_id AND p.kind = 'goods'
      WHERE i.invoice_id = NEW.id GROUP BY i.product_id ORDER BY i.product_id;
  ELSIF NEW.status = 'cancelled' AND TG_OP = 'UPDATE' AND OLD.status NOT IN ('draft', 'cancelled') THEN
    INSERT INTO app.inventory_movements (product_id, branch_id, movement_type, quantity, reference_type, reference_id, created_by)
    SELECT m.product_id, m.branch_id, 'return', m.quantity, 'sale_cancelled', NEW.id, coalesce(auth.uid(), NEW.created_by)
      FROM app.inventory_movements m WHERE m.reference_type = 'sale' AND m.reference_id = NEW.id ORDER BY m.product_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER invoice_stock_update_trigger AFTER INSERT OR UPDATE OF status ON app.invoices
  FOR EACH ROW EXECUTE FUNCTION app.update_product_stock_on_invoice();

-- An issued invoice is never edited: only its books, its status and where its paper lies may move.
CREATE FUNCTION app.freeze_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status <> 'draft' AND
    (to_jsonb(NEW) - ARRAY['status', 'paid_amount', 'rounding_amount', 'credited_amount', 'balance', 'payment_method', 'pdf_file_id', 'cancelled_at', 'cancel_reason', 'updated_at'])
    <> (to_jsonb(OLD) - ARRAY['status', 'paid_amount', 'rounding_amount', 'credited_amount', 'balance', 'payment_method', 'pdf_file_id', 'cancelled_at', 'cancel_reason', 'updated_at']) THEN
    RAISE EXCEPTION 'an issued invoice cannot change' USING ERRCODE = 'BK005';
  END IF;
  IF OLD.status = 'cancelled' AND NEW.status <> 'cancelled' THEN
    RAISE EXCEPTION 'a cancelled invoice stays cancelled' USING ERRCODE = 'BK005';
  END IF;
  IF NEW.status = 'cancelled' AND OLD.paid_amount > 0 THEN
    RAISE EXCEPTION 'an invoice with payments is credited, not cancelled' USING ERRCODE = 'BK005';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER invoice_frozen_trigger BEFORE UPDATE ON app.invoices FOR EACH ROW EXECUTE FUNCTION app.freeze_invoice();
CREATE FUNCTION app.freeze_invoice_items() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF EXISTS (SELECT FROM app.invoices i WHERE i.id = coalesce(NEW.invoice_id, OLD.invoice_id) AND i.status <> 'draft') THEN
    RAISE EXCEPTION 'an issued invoice cannot change' USING ERRCODE = 'BK005';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER invoice_items_frozen_trigger BEFORE INSERT OR UPDATE OR DELETE ON app.invoice_items
  FOR EACH ROW EXECUTE FUNCTION app.freeze_invoice_items();

-- A customer's right to decide is a right to change the status, and nothing else of what he was offered.
CREATE FUNCTION app.keep_offer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF app.is_role('bot', 'customer_link')
    AND to_jsonb(NEW) - ARRAY['status', 'updated_at'] <> to_jsonb(OLD) - ARRAY['status', 'updated_at'] THEN
    RAISE EXCEPTION 'only the decision is the customer''s' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER quotation_offer_trigger BEFORE UPDATE ON app.quotations FOR EACH ROW EXECUTE FUNCTION app.keep_offer();

-- Sums of lines are the document, checked when the paper leaves draft.
CREATE FUNCTION app.check_document_sums() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  net numeric;
  tax numeric;
BEGIN
  IF NEW.status NOT IN ('draft', 'cancelled') AND (TG_OP = 'INSERT' OR OLD.status = 'draft') THEN
    IF TG_TABLE_NAME = 'invoices' THEN
      SELECT sum(i.net_amount), sum(i.tax_amount) INTO net, tax FROM app.invoice_items i WHERE i.invoice_id = NEW.id;
    ELSE
      SELECT sum(i.net_amount), sum(i.tax_amount) INTO net, tax FROM app.quotation_items i WHERE i.quotation_id = NEW.id;
    END IF;
    IF net IS DISTINCT FROM NEW.subtotal OR tax IS DISTINCT FROM NEW.tax_amount THEN
      RAISE EXCEPTION 'lines % + % do not add up to % + %', net, tax, NEW.subtotal, NEW.tax_amount USING ERRCODE = '23514';
    END IF;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER invoice_sums_trigger AFTER INSERT OR UPDATE OF status ON app.invoices FOR EACH ROW EXECUTE FUNCTION app.check_document_sums();
CREATE TRIGGER quotation_sums_trigger AFTER INSERT OR UPDATE OF status ON app.quotations FOR EACH ROW EXECUTE FUNCTION app.check_document_sums();

CALL app.guard('quotations');
CALL app.guard('quotation_items', 'SELECT, INSERT, DELETE', audited => false);
CALL app.guard('quotation_versions', 'SELECT, INSERT', audited => false);
GRANT UPDATE (pdf_file_id) ON app.quotation_versions TO baiki_app;
CALL app.guard('quotation_decisions', 'SELECT, INSERT', personal => '{words,reason}');
CALL app.guard('invoices', 'SELECT, INSERT', personal => '{buyer}');
GRANT UPDATE (invoice_number, invoice_date, due_date, status, price_mode, document_discount, seller, buyer, subtotal, tax_rate, tax_amount, total, notes, pdf_file_id, issued_at, cancelled_at, cancel_reason) ON app.invoices TO baiki_app;
CALL app.guard('invoice_items', 'SELECT, INSERT, DELETE', audited => false);
CALL app.guard('payments', 'SELECT, INSERT');
GRANT UPDATE (status, confirmed_by, confirmed_at, notes, proof_file_id, payment_reference) ON app.payments TO baiki_app;
CALL app.guard('receipts', 'SELECT, INSERT');
GRANT UPDATE (pdf_file_id) ON app.receipts TO baiki_app;

-- A technician sees and estimates for his own tickets; the bot and a link see what is theirs and may decide.
CREATE POLICY quotation_select_policy ON app.quotations FOR SELECT USING ((SELECT app.may('quotations.read'))
  OR ((SELECT app.may('tickets.own')) AND ticket_id IN (SELECT t.id FROM app.tickets t)));
CREATE POLICY quotation_select_customer ON app.quotations FOR SELECT
  USING (status <> 'draft' AND (customer_id = (SELECT app.bot_customer()) OR ticket_id = (SELECT app.link_ticket())));
CREATE POLICY quotation_insert_policy ON app.quotations FOR INSERT WITH CHECK ((SELECT app.may('quotations.write'))
  OR ((SELECT app.may('tickets.own')) AND created_by = (SELECT auth.uid()) AND ticket_id IN (SELECT t.id FROM app.tickets t)));
CREATE POLICY quotation_update_policy ON app.quotations FOR UPDATE USING ((SELECT app.may('quotations.write')));
-- A technician writes and sends; yes and no are not his to say.
CREATE POLICY quotation_update_own ON app.quotations FOR UPDATE
  USING ((SELECT app.may('tickets.own')) AND ticket_id IN (SELECT t.id FROM app.tickets t))
  WITH CHECK ((SELECT app.may('tickets.own')) AND ticket_id IN (SELECT t.id FROM app.tickets t) AND status IN ('draft', 'sent'));
CREATE POLICY quotation_decide ON app.quotations FOR UPDATE
  USING (status = 'sent' AND (customer_id = (SELECT app.bot_customer()) OR ticket_id = (SELECT app.link_ticket())))
  WITH CHECK (status IN ('accepted', 'rejected') AND (customer_id = (SELECT app.bot_customer()) OR ticket_id = (SELECT app.link_ticket())));
CREATE POLICY with_quotation_read ON app.quotation_items FOR SELECT USING ((SELECT app.may('quotations.read'))
  OR quotation_id IN (SELECT q.id FROM app.quotations q));
CREATE POLICY with_quotation_insert ON app.quotation_items FOR INSERT WITH CHECK ((SELECT app.may('quotations.write'))
  OR ((SELECT app.may('tickets.own')) AND quotation_id IN (SELECT q.id FROM app.quotations q)));
CREATE POLICY with_quotation_delete ON app.quotation_items FOR DELETE USING ((SELECT app.may('quotations.write'))
  OR ((SELECT app.may('tickets.own')) AND quotation_id IN (SELECT q.id FROM app.quotations q)));
CREATE POLICY with_quotation_read ON app.quotation_versions FOR SELECT USING ((SELECT app.may('quotations.read'))
  OR quotation_id IN (SELECT q.id FROM app.quotations q));
CREATE POLICY with_quotation_insert ON app.quotation_versions FOR INSERT WITH CHECK ((SELECT app.may('quotations.write'))
  OR ((SELECT app.may('tickets.own')) AND quotation_id IN (SELECT q.id FROM app.quotations q)));
CREATE POLICY work_update ON app.quotation_versions FOR UPDATE USING ((SELECT app.may('system.work')));
CREATE POLICY with_quotation_read ON app.quotation_decisions FOR SELECT USING ((SELECT app.may('quotations.read'))
  OR quotation_id IN (SELECT q.id FROM app.quotations q));
-- Evidence: nobody signs with another's name, and the customer is the quotation's.
CREATE POLICY with_quotation_insert ON app.quotation_decisions FOR INSERT WITH CHECK (
  (quotation_id, customer_id) IN (SELECT q.id, q.customer_id FROM app.quotations q)
  AND (((SELECT app.may('quotations.write')) AND coalesce(decided_by = (SELECT auth.uid()), true))
    OR (customer_id = (SELECT app.bot_customer()) AND decided_by IS NULL AND via IN ('chat_button', 'chat_words'))
    OR (quotation_id IN (SELECT q.id FROM app.quotations q WHERE q.ticket_id = (SELECT app.link_ticket())) AND decided_by IS NULL AND via = 'page')));

CREATE POLICY invoice_select_policy ON app.invoices FOR SELECT USING ((SELECT app.may('invoices.read'))
  OR ((SELECT app.may('tickets.own')) AND ticket_id IN (SELECT t.id FROM app.tickets t)));
CREATE POLICY invoice_select_customer ON app.invoices FOR SELECT
  USING (status <> 'draft' AND (customer_id = (SELECT app.bot_customer()) OR ticket_id = (SELECT app.link_ticket())));
CREATE POLICY invoice_insert_policy ON app.invoices FOR INSERT WITH CHECK ((SELECT app.may('invoices.write')));
CREATE POLICY invoice_update_policy ON app.invoices FOR UPDATE USING ((SELECT app.may('invoices.write')));
CREATE POLICY with_invoice_read ON app.invoice_items FOR SELECT USING ((SELECT app.may('invoices.read'))
  OR invoice_id IN (SELECT i.id FROM app.invoices i));
CREATE POLICY with_invoice_insert ON app.invoice_items FOR INSERT WITH CHECK ((SELECT app.may('invoices.write')));
CREATE POLICY with_invoice_delete ON app.invoice_items FOR DELETE USING ((SELECT app.may('invoices.write')));
CREATE POLICY payment_select_policy ON app.payments FOR SELECT USING ((SELECT app.may('payments.read'))
  OR invoice_id IN (SELECT i.id FROM app.invoices i));
CREATE POLICY payment_insert_policy ON app.payments FOR INSERT WITH CHECK ((SELECT app.may('payments.write'))
  OR (status = 'pending' AND received_by = (SELECT auth.uid()) AND invoice_id IN (SELECT i.id FROM app.invoices i WHERE i.customer_id = (SELECT app.bot_customer()))));
CREATE POLICY payment_update_policy ON app.payments FOR UPDATE USING ((SELECT app.may('payments.write')));
CREATE POLICY with_payment_read ON app.receipts FOR SELECT USING ((SELECT app.may('payments.read'))
  OR payment_id IN (SELECT p.id FROM app.payments p));
CREATE POLICY with_payment_insert ON app.receipts FOR INSERT WITH CHECK ((SELECT app.may('payments.write')));
CREATE POLICY work_update ON app.receipts FOR UPDATE USING ((SELECT app.may('payments.write')));

CREATE POLICY ledger ON app.invoices TO app_ledger USING (true) WITH CHECK (true);
CREATE POLICY ledger ON app.invoice_items FOR SELECT TO app_ledger USING (true);
CREATE POLICY ledger ON app.quotation_items FOR SELECT TO app_ledger USING (true);
CREATE POLICY ledger ON app.payments FOR SELECT TO app_ledger USING (true);
GRANT SELECT, UPDATE ON app.invoices TO app_ledger;
GRANT SELECT ON app.invoice_items, app.quotation_items, app.payments TO app_ledger;
ALTER FUNCTION app.apply_payment() OWNER TO app_ledger;
ALTER FUNCTION app.update_product_stock_on_invoice() OWNER TO app_ledger;
ALTER FUNCTION app.freeze_invoice_items() OWNER TO app_ledger;
ALTER FUNCTION app.check_document_sums() OWNER TO app_ledger;
