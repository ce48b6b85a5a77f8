-- Invoices by their own number, by who owes and by the ticket, each through its trigram index; row security keeps LIKE from it,
-- so the search is a narrow function with its own right, which asks for the page it is to fill.
CREATE INDEX idx_invoices_search ON app.invoices USING gin (lower(invoice_number) gin_trgm_ops);
CREATE FUNCTION app.search_invoices(words text, statuses text[], before uuid, most integer) RETURNS TABLE (id uuid)
 LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 20 SET search_path TO '' SET plan_cache_mode TO 'force_custom_plan'
AS $$
DECLARE
  pattern text := '%' || replace(replace(replace(lower(words), '\', '\\'), '%', '\%'), '_', '\_') || '%';
  every_invoice boolean := app.may('invoices.read');
  me uuid := auth.uid();
BEGIN
  IF NOT (every_invoice OR app.may('tickets.own')) THEN RAISE EXCEPTION 'may not search invoices' USING ERRCODE = '42501'; END IF;
  -- Found first and looked at then: the planner would rather go through all invoices for the newest few.
  RETURN QUERY WITH found AS MATERIALIZED (
      SELECT n.id FROM app.invoices n WHERE lower(n.invoice_number) LIKE pattern
      UNION ALL
      SELECT o.id FROM app.customers c JOIN app.invoices o ON o.customer_id = c.id
        WHERE (lower(c.name) || ' ' || coalesce(c.phone, '') || ' ' || coalesce(c.raw_phone, '') || ' ' || lower(coalesce(c.email, '')) || ' ' || lower(coalesce(c.company_name, ''))) LIKE pattern
      UNION ALL
      SELECT r.id FROM app.tickets t JOIN app.invoices r ON r.ticket_id = t.id
        WHERE (lower(t.ticket_number) || ' ' || lower(t.device_model) || ' ' || lower(coalesce(t.serial_number, ''))) LIKE pattern)
    SELECT i.id FROM app.invoices i WHERE i.id IN (SELECT f.id FROM found f)
    AND (statuses IS NULL OR i.status = ANY (statuses))
    AND (before IS NULL OR i.id < before)
    AND (every_invoice OR EXISTS (SELECT FROM app.tickets t WHERE t.id = i.ticket_id AND (t.assigned_to = me OR t.created_by = me)))
    ORDER BY i.id DESC LIMIT most;
END $$;
CREATE POLICY search ON app.invoices FOR SELECT TO app_search USING (true);
GRANT SELECT ON app.invoices TO app_search;
ALTER FUNCTION app.search_invoices(text, text[], uuid, integer) OWNER TO app_search;
