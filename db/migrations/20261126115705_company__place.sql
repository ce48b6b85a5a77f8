-- Where the shop's door is, in degrees: what a map opens at.
ALTER TABLE app.company_settings
  ADD COLUMN latitude double precision CHECK (latitude BETWEEN -90 AND 90),
  ADD COLUMN longitude double precision CHECK (longitude BETWEEN -180 AND 180),
  ADD CONSTRAINT company_settings_place_check CHECK ((latitude IS NULL) = (longitude IS NULL));
