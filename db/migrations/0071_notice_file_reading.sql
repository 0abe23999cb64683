-- What the privacy gate found in the words of an attachment when it came, as JSON: how much of it a machine could read,
-- and each place by its rule, masked, with a few characters around it. Null: nobody's machine read it.
ALTER TABLE notice_file ADD COLUMN reading TEXT CHECK (reading IS NULL OR json_valid(reading));
