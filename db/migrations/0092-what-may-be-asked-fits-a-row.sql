-- The grants of a role have outgrown a page (8 kB) where they are kept uncompressed: with every kind that a role may write they grow. They are compressed in the row, and
-- never put aside; a role of few grants is kept as it is.
set role gt_owner;
alter table gt.asking alter column grants set storage main;
reset role;
