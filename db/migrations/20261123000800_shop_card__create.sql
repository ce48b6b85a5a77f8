-- What stands on the shop's sign: for pages that anybody may open, such as the privacy notice.
CREATE FUNCTION app.shop_card() RETURNS TABLE (company_name varchar, address text, phone varchar, email varchar)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS
  $$ SELECT c.company_name, c.address, c.phone, c.email FROM app.company_settings c $$;
ALTER FUNCTION app.shop_card() OWNER TO app_ledger;
