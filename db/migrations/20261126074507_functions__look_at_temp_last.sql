-- With an empty search path a session's own temporary schema is still looked at first, for types before all: a temporary domain
-- called `inet`, with a check of the caller's making, ran with the rights of whoever owns the function. Named last, it shadows nothing.
DO $$
DECLARE f record;
BEGIN
  FOR f IN SELECT p.oid::regprocedure AS name, p.proowner::regrole AS owner FROM pg_proc p
           WHERE p.prosecdef AND p.pronamespace IN ('app'::regnamespace, 'auth'::regnamespace) LOOP
    EXECUTE format('SET LOCAL ROLE %s', f.owner);
    EXECUTE format('ALTER FUNCTION %s SET search_path = pg_catalog, pg_temp', f.name);
    RESET ROLE;
  END LOOP;
END $$;
