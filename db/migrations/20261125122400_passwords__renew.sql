-- Passwords are hashed with the shop's key mixed in (`hmac$argon2id$…`), so that a hash read here is of no use. One of before is
-- replaced at the next sign-in: the sign-in door may do that and no more, so nobody's password can be changed by this way.
CREATE FUNCTION app.renew_password_hash(target uuid, old_hash text, new_hash text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE app.users u SET password_hash = new_hash WHERE u.id = target AND u.password_hash = old_hash
    AND app.is_role('sign_in') AND old_hash LIKE '$argon2id$%' AND new_hash LIKE 'hmac$argon2id$%';
  RETURN FOUND;
END $$;
ALTER FUNCTION app.renew_password_hash(uuid, text, text) OWNER TO app_directory;
