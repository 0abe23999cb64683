-- The service points of a town in the order lists have, so that a page of a large town reads no more than it shows.
CREATE INDEX service_point_town_list ON service_point (town_code, slug) WHERE town_code IS NOT NULL;
DROP INDEX service_point_town;
