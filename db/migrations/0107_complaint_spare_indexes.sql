-- Nothing walks these any more: what is near walks `complaint_open_…` (0105), and whether a number waits is asked of
-- `complaint_follower_once`. Every write of a complaint kept them up to date.
DROP INDEX complaint_near;
DROP INDEX complaint_follower_phone;
