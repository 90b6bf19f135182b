-- The last days by which a child is to be seen alone and at home again, where the child's own plan says how often: a board counts by them before the longest times that hold for every child.
-- The program of the last release knows nothing of them and leaves them empty; the rows are made again when the rules are.
set role gt_owner;
alter table gt.last_seen add column alone_by date, add column home_by date;
reset role;
