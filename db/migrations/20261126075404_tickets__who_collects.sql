-- Who took the device when it was not the customer; null: the customer himself.
ALTER TABLE app.tickets ADD COLUMN picked_up_by varchar(120);
