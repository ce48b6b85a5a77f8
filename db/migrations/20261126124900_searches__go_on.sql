-- A search of tickets or customers goes on: page by page, with the list's own filters, as that of invoices does.

CREATE FUNCTION app.search_customers(words text, before uuid, most integer) RETURNS TABLE (id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 20 SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  pattern text := '%' || replace(replace(replace(lower(words), '\', '\\'), '%', '\%'), '_', '\_') || '%';
BEGIN
  IF NOT app.may('customers.read') THEN RAISE EXCEPTION 'may not search customers' USING ERRCODE = '42501'; END IF;
  -- Found first and sorted then: the planner would rather go through all customers for the newest few.
  RETURN QUERY WITH found AS MATERIALIZED (
      SELECT c.id FROM app.customers c
      WHERE (lower(c.name) || ' ' || coalesce(c.phone, '') || ' ' || coalesce(c.raw_phone, '') || ' ' || lower(coalesce(c.email, '')) || ' ' || lower(coalesce(c.company_name, ''))) LIKE pattern)
    SELECT f.id FROM found f WHERE before IS NULL OR f.id < before ORDER BY f.id DESC LIMIT most;
END $$;

CREATE FUNCTION app.search_tickets(words text, statuses text[], before uuid, most integer) RETURNS TABLE (id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 20 SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  pattern text := '%' || replace(replace(replace(lower(words), '\', '\\'), '%', '\%'), '_', '\_') || '%';
  every_ticket boolean := app.may('tickets.read');
  me uuid := auth.uid();
BEGIN
  IF NOT (every_ticket OR app.may('tickets.own')) THEN RAISE EXCEPTION 'may not search tickets' USING ERRCODE = '42501'; END IF;
  RETURN QUERY WITH found AS MATERIALIZED (
      SELECT t.id FROM app.tickets t
        WHERE (lower(t.ticket_number) || ' ' || lower(t.device_model) || ' ' || lower(coalesce(t.serial_number, ''))) LIKE pattern
      UNION
      SELECT o.id FROM app.customers c JOIN app.tickets o ON o.customer_id = c.id
        WHERE (lower(c.name) || ' ' || coalesce(c.phone, '') || ' ' || coalesce(c.raw_phone, '') || ' ' || lower(coalesce(c.email, '')) || ' ' || lower(coalesce(c.company_name, ''))) LIKE pattern)
    SELECT i.id FROM app.tickets i WHERE i.id IN (SELECT f.id FROM found f)
      AND (every_ticket OR i.assigned_to = me OR i.created_by = me)
      AND (statuses IS NULL OR i.status = ANY (statuses))
      AND (before IS NULL OR i.id < before)
    ORDER BY i.id DESC LIMIT most;
END $$;

ALTER FUNCTION app.search_customers(text, uuid, integer) OWNER TO app_search;
ALTER FUNCTION app.search_tickets(text, text[], uuid, integer) OWNER TO app_search;
DROP FUNCTION app.search_customers(text);
DROP FUNCTION app.search_tickets(text);
