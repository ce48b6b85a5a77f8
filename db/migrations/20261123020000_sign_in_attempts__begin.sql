-- An attempt is written down as failed before the password is looked at, and corrected when it was right: guesses made side by
-- side see each other, and none is free because its answer was not there yet.
CREATE FUNCTION app.begin_sign_in(name text, ip inet, most_by_account int, most_by_address int) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  account text := left(lower(name), 50);
  attempt uuid;
BEGIN
  IF NOT app.is_role('sign_in') THEN RAISE EXCEPTION 'not at the sign-in door' USING ERRCODE = '42501'; END IF;
  -- Always the account before the address, so that nobody waits in a circle.
  PERFORM pg_advisory_xact_lock(hashtextextended('sign_in:account:' || account, 0));
  PERFORM pg_advisory_xact_lock(hashtextextended('sign_in:address:' || host(ip), 0));
  INSERT INTO app.login_attempts (username, ip_address, succeeded)
    SELECT account, ip, false FROM app.sign_in_failures(name, ip) f
    WHERE f.by_account < most_by_account AND f.by_address < most_by_address
    RETURNING id INTO attempt;
  RETURN attempt;
END $$;
CREATE FUNCTION app.sign_in_succeeded(attempt uuid) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  UPDATE app.login_attempts a SET succeeded = true WHERE a.id = attempt AND app.is_role('sign_in')
$$;
GRANT UPDATE (succeeded) ON app.login_attempts TO app_directory;
ALTER FUNCTION app.begin_sign_in(text, inet, int, int) OWNER TO app_directory;
ALTER FUNCTION app.sign_in_succeeded(uuid) OWNER TO app_directory;
DROP FUNCTION app.record_sign_in(text, inet, boolean);
