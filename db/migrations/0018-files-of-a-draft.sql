-- Files chosen for a concern that is still being written: their owner's alone, like the draft, and gone with it. What is sent becomes documents of the
-- record, in quarantine until they have been looked at.
set role gt_owner;
create table gt.draft_file (
  partnership_id uuid not null,
  file_id uuid not null,
  draft_id uuid not null,
  account_id uuid not null,
  name text not null,
  type text not null,
  size integer not null,
  sha256 bytea not null,
  content bytea not null,
  added_at timestamptz not null default clock_timestamp(),
  primary key (partnership_id, file_id),
  foreign key (partnership_id, draft_id) references gt.draft on delete cascade,
  foreign key (partnership_id, account_id) references gt.account
);
alter table gt.draft_file alter column content set storage external;
create index on gt.draft_file (partnership_id, draft_id);
create index on gt.draft_file (partnership_id, account_id);
reset role;
